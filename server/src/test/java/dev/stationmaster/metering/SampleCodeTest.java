package dev.stationmaster.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SampleCodeTest {
    private final ReadingJson json = new ReadingJson(JsonMapper.builder().build());

    @Test
    void aUsualSampleIsFiveLettersAndItsValue() {
        assertThat(stored(new Sample("16.0", "Current.Import", null, "L1", null, "A", 0, null)))
                .isEqualTo("[\"OAK--16.0\"]");
        assertThat(stored(new Sample("-1e3", null, "Sample.Periodic", null, "Outlet", null, 0, null)))
                .isEqualTo("[\"---AA-1e3\"]");
    }

    @Test
    void aSampleThatSaysMoreIsAnObject() {
        var odd = List.of(
                new Sample("1", "Current.Import", null, "L1", null, "A", 3, null),
                new Sample("1", "Own.Measurand", null, null, null, null, 0, null),
                new Sample("1", null, null, "L4", null, null, 0, null),
                new Sample("1", null, null, null, "Roof", null, 0, null),
                new Sample("1", null, null, null, null, "mA", 0, null),
                new Sample("1", null, "Own.Context", null, null, null, 0, null),
                new Sample("1,5 \"A\" \\ \n", null, null, null, null, null, 0, null),
                new Sample("1".repeat(25), null, null, null, null, null, 0, null),
                new Sample("1", null, null, null, null, null, 0, SignedValue.ofText("x")));
        for (Sample sample : odd) assertThat(stored(sample)).startsWith("[{");
    }

    @Test
    void whateverWasSentComesBackInItsOrder() {
        var some = new String[] {null, "Voltage", "Energy.Apparent.Export", "Other.Measurand"};
        var phases = new String[] {null, "L1", "L3-L1", "L9"};
        var units = new String[] {null, "Wh", "kVAh", "mA"};
        var locations = new String[] {null, "Outlet", "Upstream", "Roof"};
        var contexts = new String[] {null, "Sample.Periodic", "Other", "Own"};
        var samples = new java.util.ArrayList<Sample>();
        for (int i = 0; i < 4 * 4 * 4 * 4 * 4; i++)
            samples.add(new Sample(
                    i % 7 == 0 ? "" : i + ".50",
                    some[i % 4],
                    contexts[i / 4 % 4],
                    phases[i / 16 % 4],
                    locations[i / 64 % 4],
                    units[i / 256 % 4],
                    i % 5 == 0 ? -1 : 0,
                    null));
        assertThat(json.others(json.others(reading(samples)))).isEqualTo(samples);
    }

    /** A letter that changed its meaning would falsify what is stored. */
    @Test
    void whatOlderReleasesStoredIsRead() {
        assertThat(
                        json.others(
                                "[{\"value\":\"16.0\",\"measurand\":\"Current.Import\",\"phase\":\"L1\",\"unit\":\"A\",\"multiplier\":0}]"))
                .containsExactly(new Sample("16.0", "Current.Import", null, "L1", null, "A", 0, null));
        assertThat(json.others("[\"aJUFH1\",\"HDHCE2\",\"RELBD-3\"]"))
                .containsExactly(
                        new Sample("1", "Energy.Apparent.Export", "Other", "L3-L1", "Upstream", "kVAh", 0, null),
                        new Sample(
                                "2",
                                "Energy.Reactive.Export.Interval",
                                "Interruption.Begin",
                                "N",
                                "Body",
                                "kVA",
                                0,
                                null),
                        new Sample("-3", "Voltage", "Transaction.End", "L1-N", "Inlet", "V", 0, null));
    }

    private String stored(Sample sample) {
        return json.others(reading(List.of(sample)));
    }

    private static MeterReading reading(List<Sample> others) {
        return new MeterReading(
                Instant.EPOCH,
                "Other",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                others,
                List.of());
    }
}
