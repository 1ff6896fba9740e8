package dev.stationmaster.platform.web;

import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * What the web server takes and how it refuses. Station identities hold {@code |}, {@code %}, blanks, even slashes; percent-encoded in a path they
 * must reach the resource. Bodies are never forms, so nobody else reads them; {@code curl --data-binary} calls every file one.
 */
@Component
class WebServerRules implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addConnectorCustomizers(connector -> {
            connector.setProperty("relaxedPathChars", "|\"<>[]^`{}");
            connector.setProperty("relaxedQueryChars", "|\"<>[]^`{}");
            connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
            connector.setParseBodyMethods("");
            connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        });
        factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemPage.class.getName());
            }
        });
    }
}
