package dev.stationmaster.protocol.v16;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.authorization.Verdict;
import dev.stationmaster.metering.MeterReading;
import dev.stationmaster.metering.Sample;
import dev.stationmaster.metering.Samples;
import dev.stationmaster.metering.SignedValue;
import dev.stationmaster.ocpp.v16.IdTagInfo;
import dev.stationmaster.ocpp.v16.MeterValue;
import dev.stationmaster.ocpp.v16.SampledValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Words that several messages of 1.6 share. */
final class V16Words {
    private V16Words() {}

    /** 1.6 has no token types: the tag matches a token of any type. */
    static IdToken token(String idTag) {
        return new IdToken(idTag, IdToken.UNTYPED);
    }

    /**
     * A verdict in the five words of 1.6. What 1.6 cannot say becomes the word that stops a driver for the nearest reason.
     *
     * @param concurrentKnown whether ConcurrentTx may be said: only in StartTransaction.conf (1.6 §7.2)
     */
    static IdTagInfo idTagInfo(Verdict verdict, boolean concurrentKnown) {
        String status =
                switch (verdict.status()) {
                    case ACCEPTED -> "Accepted";
                    case BLOCKED, NO_CREDIT -> "Blocked";
                    case EXPIRED -> "Expired";
                    case CONCURRENT -> concurrentKnown ? "ConcurrentTx" : "Blocked";
                    case INVALID, UNKNOWN, WRONG_EVSE_TYPE, WRONG_LOCATION, WRONG_TIME -> "Invalid";
                };
        return new IdTagInfo(status, verdict.cacheUntil(), verdict.group());
    }

    /** The readings of a message; null is none. */
    static List<MeterReading> readings(@Nullable List<MeterValue> values) {
        if (values == null) return List.of();
        return values.stream()
                .flatMap(
                        value -> Samples.readings(
                                value.timestamp(),
                                value.sampledValue().stream()
                                        .map(V16Words::sample)
                                        .toList())
                                .stream())
                .toList();
    }

    private static Sample sample(SampledValue sampled) {
        boolean signed = "SignedData".equals(sampled.format());
        return new Sample(
                sampled.value(),
                sampled.measurand(),
                sampled.context(),
                sampled.phase(),
                sampled.location(),
                sampled.unit(),
                0,
                signed ? SignedValue.ofText(sampled.value()) : null);
    }
}
