package dev.stationmaster.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ListExportIT {
    @Test
    void listsAreFilesWithTheSameFiltersAndWithoutPages() {
        var stations = IntStream.range(0, 1_100)
                .mapToObj("{id: 'CP-%04d', securityProfile: 0}"::formatted)
                .collect(Collectors.joining(",", "stations: [", ", {id: '=EVIL', securityProfile: 0}]"));
        try (var server = TestServer.start(stations)) {
            var all = server.get("/api/v1/stations?format=csv");
            assertThat(all.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
            assertThat(all.headers().firstValue("Content-Disposition").orElse(""))
                    .startsWith("attachment; filename=\"stations-");
            assertThat(all.body().lines()).hasSize(1_102);
            assertThat(all.body().lines().findFirst().orElse("")).startsWith("id,site,securityProfile,");
            assertThat(all.body()).contains("\n'=EVIL,");

            assertThat(server.get("/api/v1/stations?format=csv&q=CP-01&columns=id,connected")
                            .body())
                    .startsWith("id,connected\r\nCP-0100,false\r\n")
                    .hasLineCount(101);
            assertThat(server.get("/api/v1/stations?format=jsonl&q=CP-0007").body())
                    .startsWith("{\"id\":\"CP-0007\"")
                    .hasLineCount(1);
            assertThat(server.get("/api/v1/stations?format=csv&columns=password2")
                            .body())
                    .contains("invalid-field", "is no column");
            assertThat(server.get("/api/v1/stations?format=xls").statusCode()).isEqualTo(422);
            assertThat(server.get("/api/v1/stations/NONE/messages?format=csv").statusCode())
                    .isEqualTo(404);
            assertThat(server.get("/api/v1/transactions?format=csv").body())
                    .startsWith("id,station,version,transactionId,evse,connector,idToken.idToken,idToken.type,");
        }
    }
}
