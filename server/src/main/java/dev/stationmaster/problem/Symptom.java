package dev.stationmaster.problem;

import dev.stationmaster.problem.Kind.Severity;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong at this moment, as it is seen.
 *
 * @param object what it is about; there is one open problem for each kind and object
 * @param station null for what is no station's
 * @param code what problems of the same pattern share, for example an error code; empty when there is nothing of that kind
 * @param facts what a sentence about it needs, by name
 * @param since as far back as is known; null when only the present is
 */
record Symptom(
        Kind kind,
        String object,
        @Nullable StationId station,
        @Nullable Integer evse,
        @Nullable Integer connector,
        Severity severity,
        String code,
        Map<String, String> facts,
        @Nullable Instant since) {
    Problem.Key key() {
        return new Problem.Key(kind, object);
    }
}
