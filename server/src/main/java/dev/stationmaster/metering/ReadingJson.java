package dev.stationmaster.metering;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What of a reading has no column, as compact JSON. */
@Component
class ReadingJson {
    private static final TypeReference<List<Sample>> SAMPLES = new TypeReference<>() {};
    private static final TypeReference<List<SignedValue>> SIGNED = new TypeReference<>() {};

    private final JsonMapper json;

    ReadingJson(JsonMapper json) {
        this.json = json;
    }

    @Nullable
    String others(MeterReading reading) {
        return reading.others().isEmpty() ? null : json.writeValueAsString(reading.others());
    }

    @Nullable
    String signed(MeterReading reading) {
        return reading.signed().isEmpty() ? null : json.writeValueAsString(reading.signed());
    }

    List<Sample> others(@Nullable String text) {
        return text == null ? List.of() : json.readValue(text, SAMPLES);
    }

    List<SignedValue> signed(@Nullable String text) {
        return text == null ? List.of() : json.readValue(text, SIGNED);
    }
}
