package dev.stationmaster.tariff;

import dev.stationmaster.app.TestServer;
import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.metering.MeterReading;
import dev.stationmaster.metering.Sample;
import dev.stationmaster.metering.Samples;
import dev.stationmaster.station.StationId;
import dev.stationmaster.transaction.StationEvent;
import dev.stationmaster.transaction.StationEvent.Kind;
import dev.stationmaster.transaction.TransactionService;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A session as a 2.x station tells it, to whatever server runs; minutes count from its start. */
final class Tx {
    /** No register in the event. */
    static final int NO_REGISTER = -1;

    private final StationId station;
    private final int evse;
    private final Instant start;
    private final String wireId = UUID.randomUUID().toString();
    private int seqNo;
    private boolean placed = true;

    Tx(StationId station, int evse, Instant start) {
        this.station = station;
        this.evse = evse;
        this.start = start;
    }

    Instant minute(int minutes) {
        return start.plusSeconds(60L * minutes);
    }

    /** @return the transaction's public id */
    UUID event(TestServer server, Kind kind, int minute, @Nullable String state, @Nullable String token, int wh) {
        return event(server, seqNo++, kind, minute, state, token, wh);
    }

    UUID event(
            TestServer server,
            int number,
            Kind kind,
            int minute,
            @Nullable String state,
            @Nullable String token,
            int wh) {
        var event = new StationEvent(
                "ocpp2.0.1",
                kind,
                wireId,
                number,
                "MeterValuePeriodic",
                minute(minute),
                false,
                placed ? (Integer) evse : null,
                placed ? (Integer) 1 : null,
                token == null ? null : new IdToken(token, "ISO14443"),
                state,
                null,
                null,
                null,
                null,
                wh == NO_REGISTER ? List.of() : List.of(reading(minute, wh)),
                null,
                Instant.now());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return CompletableFuture.supplyAsync(
                            () -> server.bean(TransactionService.class)
                                    .event(station, event)
                                    .transaction(),
                            threads)
                    .join();
        }
    }

    /** Whether events tell where they are. */
    Tx placed(boolean told) {
        placed = told;
        return this;
    }

    /** The next number, which is left out. */
    int skip() {
        return seqNo++;
    }

    private MeterReading reading(int minute, int wh) {
        return Samples.readings(
                        minute(minute),
                        List.of(new Sample(Integer.toString(wh), null, null, null, null, "Wh", 0, null)))
                .getFirst();
    }
}
