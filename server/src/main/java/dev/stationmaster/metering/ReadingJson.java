package dev.stationmaster.metering;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What of a reading has no column, as compact JSON. Samples are a list: the usual ones as a {@link SampleCode}, a quarter of the size and of the work,
 * the others as objects.
 */
@Component
class ReadingJson {
    private static final TypeReference<List<SignedValue>> SIGNED = new TypeReference<>() {};

    private final JsonMapper json;

    ReadingJson(JsonMapper json) {
        this.json = json;
    }

    @Nullable
    String others(MeterReading reading) {
        List<Sample> others = reading.others();
        if (others.isEmpty()) return null;
        var out = new StringBuilder(16 * others.size());
        for (Sample sample : others) {
            out.append(out.isEmpty() ? "[" : ",");
            int from = out.length();
            out.append('"');
            if (SampleCode.write(sample, out)) {
                out.append('"');
            } else {
                out.setLength(from);
                out.append(json.writeValueAsString(sample));
            }
        }
        return out.append(']').toString();
    }

    @Nullable
    String signed(MeterReading reading) {
        return reading.signed().isEmpty() ? null : json.writeValueAsString(reading.signed());
    }

    List<Sample> others(@Nullable String text) {
        if (text == null) return List.of();
        List<Sample> samples = new ArrayList<>();
        for (JsonNode each : json.readTree(text))
            samples.add(each.isString() ? SampleCode.read(each.stringValue()) : json.treeToValue(each, Sample.class));
        return samples;
    }

    List<SignedValue> signed(@Nullable String text) {
        return text == null ? List.of() : json.readValue(text, SIGNED);
    }
}
