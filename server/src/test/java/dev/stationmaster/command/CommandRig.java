package dev.stationmaster.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server, stations on sockets, and an operator at the API. */
final class CommandRig implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final TestServer server = TestServer.start();
    private int stations;

    TestServer server() {
        return server;
    }

    @Override
    public void close() {
        server.close();
    }

    /** A station of its own for each test, which no other test's outbox delays. */
    String station(String more) {
        String identity = "CP-" + ++stations;
        HttpResponse<String> created = server.post(
                "/api/v1/stations",
                "{\"id\":\"" + identity + "\",\"securityProfile\":1,\"password\":\"" + StationSocket.PASSWORD + "\""
                        + more + "}");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return identity;
    }

    StationSocket accepted16(String identity) throws InterruptedException {
        var socket = StationSocket.connect(server, identity, "ocpp1.6");
        socket.boot16();
        return socket;
    }

    StationSocket accepted201(String identity) throws InterruptedException {
        var socket = StationSocket.connect(server, identity, "ocpp2.0.1");
        assertThat(socket.boot2()).isEqualTo("Accepted");
        return socket;
    }

    JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    JsonNode command(String identity, String body) {
        HttpResponse<String> response = server.post("/api/v1/stations/" + identity + "/commands", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return json(response);
    }

    JsonNode ended(JsonNode command) {
        return json(server.get("/api/v1/commands/" + command.get("id").stringValue() + "?wait=30s"));
    }

    JsonNode settled(JsonNode command) {
        return json(server.get("/api/v1/commands/" + command.get("id").stringValue() + "?wait=30s&until=effect"));
    }

    Future<HttpResponse<String>> posting(String path, String body) {
        return CompletableFuture.supplyAsync(() -> server.post(path, body));
    }
}
