package dev.stationmaster.tariff;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a session used, as the engine prices it.
 *
 * @param flows the energy, by the time in which it flowed; null when nobody knows how much it was
 * @param spans what the time was spent with, in order and without overlap
 * @param chargingBegan when charging began; null while it has not, then nothing is owed
 */
public record Usage(
        @Nullable List<Flow> flows,
        List<Span> spans,
        @Nullable Instant chargingBegan) {
    /** Energy that flowed evenly between two times; all at once when they are equal. */
    public record Flow(Instant from, Instant to, BigDecimal wh) {}

    /** A stretch of time. */
    public record Span(Instant from, Instant to, Kind kind) {}

    /** What time is spent with. */
    public enum Kind {
        /** Energy is transferred. */
        CHARGING,
        /** Plugged in after charging, by the car's or the driver's doing. */
        IDLE,
        /** Plugged in before charging, or held back by the station: nobody owes for it. */
        WAITING;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Nothing was used yet. */
    public static final Usage NOTHING = new Usage(List.of(), List.of(), null);

    public Usage {
        flows = flows == null ? null : List.copyOf(flows);
        spans = List.copyOf(spans);
    }
}
