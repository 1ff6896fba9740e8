package dev.stationmaster.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody should send is refused in the one form, and never a failure of ours. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProblemIT {
    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start("stations: [{id: CP-1, securityProfile: 0}]\n");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/stations?q=%00, 400, malformed-request",
        "/stations?after=%FF%FE, 400, malformed-request",
        "/transactions?idToken=%00, 400, malformed-request",
        "/transactions?since=%2B999999999-01-01T00:00:00Z, 422, since is a time like",
        "/transactions?until=-999999999-01-01T00:00:00Z, 422, until is a time like",
        "/transactions?since=yesterday, 422, since is a time like",
        "/stations?limit=many, 422, limit is a whole number"
    })
    void aParameterThatCannotBeUsedIsNamed(String path, int status, String told) {
        var answer = server.get("/api/v1" + path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(told);
    }

    @Test
    void aTimeWithAnOffsetIsATime() {
        assertThat(server.get("/api/v1/transactions?since=2026-03-01T08:00:00%2B01:00")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%zz", "%FF", "%00"})
    void aPathThatCannotBeDecodedIsAProblemTooAndNoPageOfTheWebServer(String path) throws IOException {
        try (var socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(5_000);
            var request = "GET /api/v1/stations/" + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json", "malformed-request")
                    .doesNotContain("<html", "Tomcat");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /tokens | {\"idToken\": \"A\", \"validUntil\": \"+999999999-01-01T00:00:00Z\"} | validUntil",
                "POST | /stations | {\"id\": \"X\", \"securityProfile\": 1.5} | securityProfile",
                "POST | /stations | {\"id\": \"..\", \"securityProfile\": 0} | no path",
                "PATCH | /stations/CP-1 | {\"serialNumber\": \"A\\u0000\"} | serialNumber",
                "PATCH | /settings | {\"masterPassGroup\": \"A\\u0000\"} | masterPassGroup",
                "POST | /api-tokens | {\"name\": \"A\\u0000\", \"role\": \"viewer\"} | no control characters",
                "POST | /stations/CP-1/commands | {\"type\": \"RemoteStart\", \"idToken\": \"A\", \"evseId\": 1} | evseId",
                "POST | /stations/CP-1/commands | {\"type\": \"GetVariables\", \"variables\": [{\"variable\": \"A\", \"typ\": \"Target\"}]} | variables[0].typ",
                "POST | /stations/CP-1/commands | {} | type is needed"
            })
    void aFieldThatIsWrongOrMisspeltIsNamed(String method, String path, String body, String told) {
        var answer = server.request(method, "/api/v1" + path, body);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains(told);
    }

    /** {@code curl --data-binary} says that every body is a form. */
    @Test
    void aProvisioningFileIsReadWhateverTheClientCallsIt() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/v1/provisioning"))
                .header("Authorization", "Bearer " + TestServer.ADMIN_TOKEN)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("stations: [{id: CURL-1, securityProfile: 0}]\n"))
                .build();
        HttpResponse<String> answer;
        try (var client = HttpClient.newHttpClient()) {
            answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        }
        assertThat(answer.body()).contains("\"stations\":1");
        assertThat(server.get("/api/v1/stations/CURL-1").statusCode()).isEqualTo(200);
    }

    @Test
    void aProvisioningFileOfManyLevelsIsRefusedInWords() {
        var answer = server.post("/api/v1/provisioning", "stations: " + "[".repeat(100_000));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("invalid-provisioning", "nested too deeply");
    }
}
