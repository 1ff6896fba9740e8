package dev.stationmaster.transaction;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a transaction's messages, as it is shown.
 *
 * @param missing what should have come and did not, in words
 * @param flags everything odd
 */
record Conclusions(
        @Nullable BigDecimal startEnergyWh,
        @Nullable BigDecimal stopEnergyWh,
        @Nullable BigDecimal energyWh,
        List<String> missing,
        Map<String, String> flags,
        @Nullable Instant lastReadingAt,
        @Nullable Double powerW,
        @Nullable Double socPercent) {
    static Conclusions of(TransactionState state) {
        var running = state.running();
        boolean open = state.row().open();
        return new Conclusions(
                state.startRegisterWh(),
                open ? null : state.stopRegisterWh(),
                state.outcome().energyWh(),
                state.missing(),
                state.flags(),
                running.at(),
                running.powerW(),
                running.socPercent());
    }
}
