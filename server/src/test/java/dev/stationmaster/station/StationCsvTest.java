package dev.stationmaster.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StationCsvTest {
    @Test
    void columnsAreKnownByTheNamesThatOtherSystemsGiveThem() {
        var read = StationCsv.read(
                "ChargeBox ID;Location;profile;Serial;versions\nCP-1;North;0;77;ocpp1.6, ocpp2.0.1\nCP-2;;;;\n");
        assertThat(read.problems()).isEmpty();
        var first = read.rows().getFirst();
        assertThat(first.line()).isEqualTo(2);
        assertThat(first.form())
                .isEqualTo(new StationForm(
                        "CP-1", 0, null, "77", null, null, null, List.of("ocpp1.6", "ocpp2.0.1"), "North", null));
        assertThat(read.rows().getLast().form().securityProfile()).isNull();
    }

    @Test
    void aProfileThatIsNoNumberIsToldWithItsLine() {
        var read = StationCsv.read("id,profile\nCP-1,0\nCP-2,high\n");
        assertThat(read.rows()).hasSize(1);
        assertThat(read.problems())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.field() + " " + problem.line()).isEqualTo("securityProfile 3"));
    }
}
