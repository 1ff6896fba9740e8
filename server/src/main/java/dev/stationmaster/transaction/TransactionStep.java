package dev.stationmaster.transaction;

import dev.stationmaster.metering.MeterReading;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as it will stand when the message in work is committed, and what the message said.
 *
 * @param first it was never heard of before
 * @param accepted its token may charge, or may be taken to: nothing was refused
 * @param group of its token
 * @param startWh the register at the start; null when not told
 * @param stopWh likewise at the end
 * @param at station clock of the event; null when the message is none (MeterValues)
 * @param seqNo of the event; −1 in 1.6
 * @param chargingState as the event told it
 * @param readings of the message
 */
public record TransactionStep(
        boolean first,
        Transaction transaction,
        boolean accepted,
        @Nullable String group,
        @Nullable BigDecimal startWh,
        @Nullable BigDecimal stopWh,
        @Nullable Instant at,
        int seqNo,
        @Nullable String chargingState,
        List<MeterReading> readings,
        Instant receivedAt) {
    static TransactionStep of(
            boolean first,
            TransactionState after,
            @Nullable TransactionEventFact event,
            List<MeterReading> readings,
            Instant receivedAt) {
        var holder = after.row().holder();
        return new TransactionStep(
                first,
                TransactionFeed.view(after),
                holder == null || holder.verdict().accepted(),
                holder == null ? null : holder.verdict().group(),
                after.startRegisterWh(),
                after.row().open() ? null : after.stopRegisterWh(),
                event == null ? null : event.at(),
                event == null ? TransactionEventFact.UNNUMBERED : event.seqNo(),
                event == null ? null : event.chargingState(),
                readings,
                receivedAt);
    }
}
