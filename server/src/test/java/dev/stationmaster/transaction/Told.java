package dev.stationmaster.transaction;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.metering.MeterReading;
import dev.stationmaster.metering.Sample;
import dev.stationmaster.metering.Samples;
import dev.stationmaster.transaction.StationEvent.Kind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a station tells, made short for tests. */
final class Told {
    static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    static final IdToken CARD = new IdToken("04A1B2C3", "ISO14443");
    static final IdToken UNTYPED = new IdToken("04A1B2C3", IdToken.UNTYPED);

    private Told() {}

    static Instant minute(int minute) {
        return START.plusSeconds(60L * minute);
    }

    static MeterReading register(int minute, long wh) {
        return register(minute, wh, null);
    }

    static MeterReading register(int minute, long wh, @Nullable String context) {
        return Samples.readings(
                        minute(minute),
                        List.of(new Sample(Long.toString(wh), null, context, null, null, "Wh", 0, null)))
                .getFirst();
    }

    static Event started(String wireId, int seqNo) {
        return new Event(Kind.STARTED, wireId, seqNo, "CablePluggedIn");
    }

    static Event updated(String wireId, int seqNo, String trigger) {
        return new Event(Kind.UPDATED, wireId, seqNo, trigger);
    }

    static Event ended(String wireId, int seqNo) {
        return new Event(Kind.ENDED, wireId, seqNo, "EVCommunicationLost");
    }

    static TransactionStart start(int connector, int minute, long meterStart) {
        return new TransactionStart(
                connector,
                1,
                connector,
                UNTYPED,
                minute(minute),
                meterStart,
                null,
                minute(minute).plusSeconds(1));
    }

    static TransactionStop stop(int wireId, int minute, long meterStop, MeterReading... readings) {
        return new TransactionStop(
                wireId,
                null,
                minute(minute),
                meterStop,
                null,
                List.of(readings),
                minute(minute).plusSeconds(1));
    }

    /** A 2.x event, one minute apart by its number. */
    record Event(
            Kind kind,
            String wireId,
            int seqNo,
            String trigger,
            boolean offline,
            @Nullable Integer evse,
            @Nullable IdToken token,
            @Nullable String chargingState,
            @Nullable String stoppedReason,
            List<MeterReading> readings) {
        Event(Kind kind, String wireId, int seqNo, String trigger) {
            this(kind, wireId, seqNo, trigger, false, null, null, null, null, List.of());
        }

        Event on(int number) {
            return new Event(
                    kind, wireId, seqNo, trigger, offline, number, token, chargingState, stoppedReason, readings);
        }

        Event by(IdToken card) {
            return new Event(kind, wireId, seqNo, trigger, offline, evse, card, chargingState, stoppedReason, readings);
        }

        Event state(String word) {
            return new Event(kind, wireId, seqNo, trigger, offline, evse, token, word, stoppedReason, readings);
        }

        Event because(String reason) {
            return new Event(kind, wireId, seqNo, trigger, offline, evse, token, chargingState, reason, readings);
        }

        Event queued() {
            return new Event(kind, wireId, seqNo, trigger, true, evse, token, chargingState, stoppedReason, readings);
        }

        Event with(MeterReading... some) {
            return new Event(
                    kind, wireId, seqNo, trigger, offline, evse, token, chargingState, stoppedReason, List.of(some));
        }

        StationEvent now() {
            return new StationEvent(
                    "ocpp2.0.1",
                    kind,
                    wireId,
                    seqNo,
                    trigger,
                    minute(seqNo),
                    offline,
                    evse,
                    evse == null ? null : 1,
                    token,
                    chargingState,
                    stoppedReason,
                    null,
                    null,
                    null,
                    readings,
                    null,
                    minute(seqNo).plusSeconds(1));
        }
    }
}
