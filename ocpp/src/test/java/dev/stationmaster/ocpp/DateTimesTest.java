package dev.stationmaster.ocpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateTimesTest {
    @ParameterizedTest
    @CsvSource({
        "2026-03-01T08:00:00Z, 2026-03-01T08:00:00Z",
        "2026-03-01T08:00:00+02:00, 2026-03-01T06:00:00Z",
        "2026-03-01T00:30:00.5-11:30, 2026-03-01T12:00:00.500Z",
        "2026-03-01t08:00:00.123456789123z, 2026-03-01T08:00:00.123456789Z",
        "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
        "2026-03-01T08:00:00-00:00, 2026-03-01T08:00:00Z",
    })
    void rfc3339IsReadExactly(String text, Instant expected) {
        assertThat(DateTimes.strict(text)).isEqualTo(expected);
        assertThat(DateTimes.lenient(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T08:00:00, 2026-03-01T08:00:00Z",
        "2026-03-01T08:00:00.250, 2026-03-01T08:00:00.250Z",
        "2026-03-01 08:00:00Z, 2026-03-01T08:00:00Z",
        "2026-03-01 08:00:00 +0200, 2026-03-01T06:00:00Z",
        "2026-03-01T08:00:00+02, 2026-03-01T06:00:00Z",
        "2026-03-01T08:00:00-0230, 2026-03-01T10:30:00Z",
        "2026-03-01T08:00Z, 2026-03-01T08:00:00Z",
        "'2026-03-01T08:00:00,5Z', 2026-03-01T08:00:00.500Z",
        "' 2026-03-01T08:00:00Z ', 2026-03-01T08:00:00Z",
        "0000-00-00T00:00:00Z, 1970-01-01T00:00:00Z",
    })
    void whatStationsWriteInsteadIsReadOnlyLeniently(String text, Instant expected) {
        assertThat(DateTimes.strict(text)).isNull();
        assertThat(DateTimes.lenient(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "yesterday",
                "2026-03-01",
                "2026-02-29T08:00:00Z",
                "2026-03-01T24:00:00Z",
                "2026-03-01T08:61:00Z",
                "2026-03-01T08:00:00+02:",
                "2026-03-01T08:00:00+2",
                "2026-03-01T08:00:00Zulu",
                "2026-03-01T08:00:00.Z",
                "2026-03-01T12:00:60Z",
                "2026-03-01T08:00:00+24:00",
                "-2026-03-01T08:00:00Z",
                "1772352000"
            })
    void theRestIsNoTime(String text) {
        assertThat(DateTimes.strict(text)).isNull();
        assertThat(DateTimes.lenient(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T08:00:00Z, 2026-03-01T08:00:00Z",
        "2026-03-01T08:00:00.100Z, 2026-03-01T08:00:00.100Z",
        "2026-03-01T08:00:00.123456Z, 2026-03-01T08:00:00.123Z",
    })
    void timesLeaveWithAtMostMilliseconds(Instant time, String written) {
        assertThat(DateTimes.format(time)).isEqualTo(written);
    }
}
