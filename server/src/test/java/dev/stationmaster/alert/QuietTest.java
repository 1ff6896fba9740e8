package dev.stationmaster.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.alert.AlertRule.QuietHours;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietTest {
    @ParameterizedTest
    @CsvSource({
        "22:00, 06:00, 2026-01-10T20:59:59Z, ",
        "22:00, 06:00, 2026-01-10T21:00:00Z, 2026-01-11T05:00:00Z",
        "22:00, 06:00, 2026-01-10T23:30:00Z, 2026-01-11T05:00:00Z",
        "22:00, 06:00, 2026-01-11T04:59:00Z, 2026-01-11T05:00:00Z",
        "22:00, 06:00, 2026-01-11T05:00:00Z, ",
        "12:00, 13:00, 2026-01-11T11:30:00Z, 2026-01-11T12:00:00Z",
        // The night before summer time is an hour shorter.
        "22:00, 06:00, 2026-03-28T22:00:00Z, 2026-03-29T04:00:00Z",
    })
    void quietHoursEndAtTheirEndInTheirTimeZone(String from, String to, Instant at, Instant end) {
        var quiet = new QuietHours(from, to, "Europe/Berlin", true);
        assertThat(Quiet.until(quiet, false, at)).isEqualTo(end);
        assertThat(Quiet.until(quiet, true, at)).isNull();
        assertThat(Quiet.until(null, false, at)).isNull();
    }
}
