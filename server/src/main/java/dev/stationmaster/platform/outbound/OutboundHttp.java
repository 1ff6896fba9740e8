package dev.stationmaster.platform.outbound;

import java.net.http.HttpClient;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Clients for requests to others. Stations may need old suites, which the whole process therefore allows; our own requests name theirs, so that nobody
 * talks us into a weak one. Redirects are not followed: a request goes where an operator said.
 */
public final class OutboundHttp {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);

    private OutboundHttp() {}

    /** @param tls whom to trust and what to show; null trusts whom Java trusts */
    public static HttpClient client(@Nullable SSLContext tls) {
        try {
            SSLContext context = tls == null ? SSLContext.getDefault() : tls;
            var parameters = context.getDefaultSSLParameters();
            parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            parameters.setCipherSuites(Arrays.stream(parameters.getCipherSuites())
                    .filter(suite -> !suite.startsWith("TLS_RSA_"))
                    .toArray(String[]::new));
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT_WITHIN)
                    .sslContext(context)
                    .sslParameters(parameters)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("TLS is part of every Java", e);
        }
    }
}
