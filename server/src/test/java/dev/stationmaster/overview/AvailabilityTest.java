package dev.stationmaster.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stationmaster.overview.Availability.Span;
import dev.stationmaster.status.ConnectorReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AvailabilityTest {
    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");

    private static Instant hour(int hours) {
        return BEGIN.plus(Duration.ofHours(hours));
    }

    private static ConnectorReport told(int connector, String status, int hour) {
        return new ConnectorReport(
                connector == 0 ? 0 : 1, connector, null, status, null, null, null, null, hour(hour), hour(hour));
    }

    private static List<Span> connected(int... hours) {
        var spans = new java.util.ArrayList<Span>();
        for (int i = 0; i < hours.length; i += 2) spans.add(new Span(hour(hours[i]), hour(hours[i + 1])));
        return spans;
    }

    private static double share(List<ConnectorReport> reports, List<Span> connected) {
        var states = Availability.states(reports, hour(0), hour(10));
        Double share = Availability.share(states, connected, hour(0), hour(10));
        assertThat(share).isNotNull();
        return share == null ? -1 : share;
    }

    @Test
    void whatIsToldTwiceIsOneStateAndTheWindowCutsIt() {
        var states = Availability.states(
                List.of(
                        told(1, "Available", -5),
                        told(1, "Available", 1),
                        told(1, "Charging", 2),
                        told(1, "Available", 12)),
                hour(0),
                hour(10));
        assertThat(states).hasSize(2);
        assertThat(states.getFirst().since()).isEqualTo(hour(0));
        assertThat(states.getFirst().until()).isEqualTo(hour(2));
        assertThat(states.getLast().until()).isEqualTo(hour(10));
    }

    @Test
    void aFaultAndAnAbsenceAreNoUptime() {
        var reports = List.of(told(1, "Available", -1), told(1, "Faulted", 2), told(1, "Available", 4));
        assertThat(share(reports, connected(0, 10))).isEqualTo(0.8, within(1e-9));
        assertThat(share(reports, connected(0, 3, 5, 10))).isEqualTo(0.7, within(1e-9));
        assertThat(share(reports, connected(0, 6, 5, 10))).isEqualTo(0.8, within(1e-9));
    }

    @Test
    void connectorsAreAveragedAndAStationOutOfServiceCountsForAll() {
        var one = List.of(told(1, "Available", -1), told(2, "Unavailable", -1));
        assertThat(share(one, connected(0, 10))).isEqualTo(0.5, within(1e-9));
        var whole = List.of(told(0, "Unavailable", 5), told(1, "Available", -1), told(2, "Available", -1));
        assertThat(share(whole, connected(0, 10))).isEqualTo(0.5, within(1e-9));
    }

    @Test
    void aStationThatToldNoStateCountsByItsConnection() {
        assertThat(share(List.of(), connected(0, 9))).isEqualTo(0.9, within(1e-9));
    }
}
