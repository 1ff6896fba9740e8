package dev.stationmaster.bench.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The REST API, asked as an operator. */
public final class Api {
    /** As provisioned. */
    public static final String TOKEN = "bench-token-of-thirty-two-characters-and-more";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;

    public Api(ServerProcess server) {
        this.base = "http://127.0.0.1:" + server.httpPort() + "/api/v1";
    }

    /**
     * @param path below /api/v1, percent-encoded
     * @return the body
     * @throws IllegalStateException for any status but 2xx
     */
    public String get(String path) {
        return send(request(path).GET().build());
    }

    /** As {@link #get}, with a JSON body. */
    public String post(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + TOKEN);
    }

    private String send(HttpRequest request) {
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2)
                throw new IllegalStateException(
                        request.uri() + " was answered " + response.statusCode() + ": " + response.body());
            return response.body();
        } catch (IOException e) {
            throw new IllegalStateException(request.uri() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
