package dev.stationmaster.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import dev.stationmaster.metering.StorageDay;
import dev.stationmaster.station.BootListener;
import dev.stationmaster.station.BootReport;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import dev.stationmaster.status.ConnectorReport;
import dev.stationmaster.status.StatusService;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StationListIT {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(
                IntStream.range(0, 1_100)
                        .mapToObj("{id: 'CP-%04d', securityProfile: 0}"::formatted)
                        .collect(
                                Collectors.joining(
                                        ",",
                                        "stations: [",
                                        ", {id: '=EVIL', securityProfile: 0}, {id: N-1, securityProfile: 0}, {id: N-2, securityProfile: 0}]")));
        server.post("/api/v1/sites", "{\"name\": \"North\", \"title\": \"North\"}");
        for (var id : List.of("N-1", "N-2")) server.patch("/api/v1/stations/" + id, "{\"site\": \"North\"}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void listsAreFilesWithTheSameFiltersAndWithoutPages() {
        var all = server.get("/api/v1/stations?format=csv");
        assertThat(all.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(all.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment; filename=\"stations-");
        assertThat(all.body().lines()).hasSize(1_104);
        assertThat(all.body().lines().findFirst().orElse("")).startsWith("id,site,securityProfile,");
        assertThat(all.body()).contains("\n'=EVIL,");

        assertThat(server.get("/api/v1/stations?format=csv&q=CP-01&columns=id,connected")
                        .body())
                .startsWith("id,connected\r\nCP-0100,false\r\n")
                .hasLineCount(101);
        assertThat(server.get("/api/v1/stations?format=jsonl&q=CP-0007").body())
                .startsWith("{\"id\":\"CP-0007\"")
                .hasLineCount(1);
        assertThat(server.get("/api/v1/stations?format=csv&columns=password2").body())
                .contains("invalid-field", "is no column");
        assertThat(server.get("/api/v1/stations?format=xls").statusCode()).isEqualTo(422);
        assertThat(server.get("/api/v1/stations/NONE/messages?format=csv").statusCode())
                .isEqualTo(404);
        assertThat(server.get("/api/v1/transactions?format=csv").body())
                .startsWith("id,station,version,transactionId,evse,connector,idToken.idToken,idToken.type,");
    }

    @Test
    void stationsAreFoundByWhatTheyAreAndKeptAsViews() {
        var one = station("N-1");
        server.bean(StationTraits.class)
                .booted(
                        one,
                        new BootReport("Acme", "Fast", "S77", "1.4.2", null, null, null, null, null),
                        Instant.now());
        Instant now = StorageDay.storable(Instant.now());
        server.bean(StatusService.class)
                .report(one, new ConnectorReport(1, 1, 1, "Faulted", "GroundFailure", null, null, null, now, now));
        assertThat(server.bean(StationTraits.class)).isInstanceOf(BootListener.class);

        assertThat(rows("")).contains("\"id\":\"CP-0000\"", "\"next\":");
        assertThat(rows("?q=acme%20s77")).contains("N-1").doesNotContain("N-2");
        assertThat(rows("?site=North&limit=1")).contains("N-1", "\"next\":").doesNotContain("N-2");
        assertThat(rows("?model=Acme%20Fast&firmware=1.4.2")).contains("N-1").doesNotContain("CP-0000");
        assertThat(rows("?state=offline")).contains("CP-0000");
        assertThat(rows("?state=faulted")).isEqualTo("{\"items\":[]}");
        assertThat(rows("?connected=true")).isEqualTo("{\"items\":[]}");
        assertThat(rows("?findings=true")).isEqualTo("{\"items\":[]}");
        assertThat(rows("?q=n-1&format=csv&columns=id,model")).isEqualTo("id,model\r\nN-1,Fast\r\n");
        assertThat(rows("/sums?site=North"))
                .contains("\"stations\":2", "\"connected\":0", "\"offline\":1", "\"Acme Fast\":1", "\"North\":2");

        var view = "/api/v1/session/views/stations/Broken%20ones";
        assertThat(server.request("PUT", view, "{\"search\": {\"state\": [\"faulted\"]}}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.get("/api/v1/session/views/stations").body())
                .contains("\"name\":\"Broken ones\"", "\"faulted\"");
        assertThat(server.delete(view).statusCode()).isEqualTo(204);
        assertThat(server.get("/api/v1/session/views/stations").body()).isEqualTo("{\"items\":[]}");

        assertThat(server.get("/api/v1/stations/N-1/timeline?hours=24").body())
                .contains("\"kind\":\"faulted\"", "\"errorCode\":\"GroundFailure\"", "\"connections\":[]");
        assertThat(server.get("/api/v1/stations/N-1/timeline?hours=9999").statusCode())
                .isEqualTo(422);
        assertThat(server.get("/api/v1/stations/N-1/uptime").body())
                .contains("\"days\":30")
                .doesNotContain("available");
        assertThat(server.get("/api/v1/overview/days?days=1&station=N-1").body())
                .contains("\"sessions\":0");
        server.bean(HistoryRetention.class).clean();

        assertThat(server.get("/api/v1/schemas/ocpp1.6").body())
                .contains("\"Reset\"")
                .doesNotContain("Heartbeat");
        assertThat(server.get("/api/v1/schemas/ocpp2.0.1/SetVariables").body())
                .contains("\"$ref\":\"#/definitions/", "\"required\":[\"setVariableData\"]", "\"minItems\":1");
        assertThat(server.get("/api/v1/schemas/ocpp1.6/Heartbeat").statusCode()).isEqualTo(404);
        assertThat(server.get("/api/v1/stations/N-1/messages?q=x&evse=1&transaction=7")
                        .body())
                .isEqualTo("{\"items\":[]}");
    }

    private static String rows(String query) {
        return server.get("/api/v1/overview/stations" + query).body();
    }

    private static StationId station(String id) {
        return server.bean(StationDirectory.class).find(id).orElseThrow().id();
    }
}
