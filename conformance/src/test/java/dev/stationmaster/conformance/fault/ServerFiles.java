package dev.stationmaster.conformance.fault;

import dev.stationmaster.conformance.harness.Csms;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import tools.jackson.databind.json.JsonMapper;

/** Files that go to the server, and come from it. */
final class ServerFiles {
    private ServerFiles() {}

    /** @return the id of the image */
    static String upload(Csms csms, String name, byte[] content) throws Exception {
        String body = send(HttpRequest.newBuilder(URI.create(csms.apiUrl() + "/files?name=" + name))
                .header("Authorization", "Bearer " + csms.apiToken())
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(content))
                .build());
        return JsonMapper.builder().build().readTree(body).get("id").asString();
    }

    /** The root of one of the built-in authorities, PEM. */
    static String root(Csms csms, String authority) throws Exception {
        String server = csms.apiUrl().toString().replaceFirst("/api/v1$", "");
        return send(HttpRequest.newBuilder(URI.create(server + "/pki/" + authority + "-root.pem"))
                .build());
    }

    private static String send(HttpRequest request) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
