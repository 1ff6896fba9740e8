package dev.stationmaster.platform.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** What the web server refuses before any resource is asked, such as a path that cannot be decoded; told like every other problem. */
public final class ProblemPage extends ErrorReportValve {
    private static final String BODY = """
            {"type":"urn:stationmaster:problem:malformed-request","title":"%s","status":%d,"code":"malformed-request",\
            "detail":"This is no HTTP request that can be read: mind the percent-encoding of the path, and the length of the headers."}""";

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) return;
        try {
            response.setContentType("application/problem+json");
            byte[] body = BODY.formatted(status == 400 ? "Bad Request" : "Refused", status)
                    .getBytes(StandardCharsets.UTF_8);
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            // The client is gone, or another answer was begun: nothing is left to tell.
            container.getLogger().debug("no problem told", e);
        }
    }
}
