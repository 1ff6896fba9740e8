package dev.stationmaster.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, 0, 99",
                "bytes=0-, 0, 99",
                "bytes=10-19, 10, 19",
                "bytes=90-500, 90, 99",
                "bytes=-5, 95, 99",
                "bytes=-500, 0, 99",
                "bytes=100-, 0, -1",
                "bytes=-0, 0, -1",
                "'bytes=0-1,5-6', 0, 99",
                "bytes=9-3, 0, 99",
                "lines=1-2, 0, 99",
                "bytes=99999999999999999999-, 0, 99"
            })
    void aRangeIsWhatItsHeaderSays(String header, long first, long last) {
        assertThat(ByteRange.of(header, 100)).isEqualTo(new ByteRange(first, last));
    }
}
