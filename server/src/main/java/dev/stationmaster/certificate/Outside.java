package dev.stationmaster.certificate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Short questions to servers elsewhere: no redirects, no long answers, no waiting. */
@Component
class Outside {
    private static final int MOST_BYTES = 1 << 20;

    private final HttpClient http;

    Outside() {
        try {
            SSLParameters tls = SSLContext.getDefault().getDefaultSSLParameters();
            tls.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            // Our own ports must speak static RSA to old stations; nobody else has to.
            tls.setCipherSuites(Arrays.stream(tls.getCipherSuites())
                    .filter(suite -> !suite.startsWith("TLS_RSA_"))
                    .toArray(String[]::new));
            this.http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .sslParameters(tls)
                    .build();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("TLS is part of every Java", e);
        }
    }

    /**
     * @param body null for a GET
     * @return the body of an answer with status 200
     * @throws OcspFailed saying why there is none
     */
    byte[] ask(URI uri, byte @Nullable [] body, String contentType, Duration patience) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(patience).header("Accept", "*/*");
        if (body == null) request.GET();
        else request.header("Content-Type", contentType).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        try {
            HttpResponse<byte[]> answer =
                    http.send(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
            if (answer.statusCode() == 200) return answer.body();
            throw new OcspFailed(uri.getHost() + " answers with HTTP status " + answer.statusCode());
        } catch (IOException e) {
            throw new OcspFailed(uri.getHost() + " cannot be asked: "
                    + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OcspFailed("interrupted");
        }
    }
}
