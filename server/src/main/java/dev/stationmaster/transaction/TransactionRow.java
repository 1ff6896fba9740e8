package dev.stationmaster.transaction;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.authorization.Verdict;
import dev.stationmaster.station.StationId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a station told about one transaction, as it is stored. Each part remembers the sequence number of the event that told it, so that a
 * late event of a lower number can win, and a higher one cannot; 1.6 counts its start as 0 and its stop as 1.
 *
 * @param id key, and the transaction's id on the wire of 1.6
 * @param stationNamed true when the station made the wire id (2.x)
 * @param day where its events and readings are stored
 * @param idUsed 1.6: the station used the id in a later message, so it knows it
 * @param detached its wire id does not lead to it: a stop of 1.6 whose start is unknown, or an id of 2.x that the station used again
 * @param flags what is odd about its messages; what is odd about its registers is judged apart
 */
record TransactionRow(
        long id,
        UUID publicId,
        StationId station,
        String version,
        boolean stationNamed,
        String wireId,
        LocalDate day,
        Instant firstReceivedAt,
        @Nullable Place place,
        @Nullable Holder holder,
        @Nullable Begin begin,
        @Nullable End end,
        @Nullable StopToken stopToken,
        @Nullable Charging charging,
        @Nullable Integer remoteStartId,
        @Nullable Integer reservationId,
        boolean offline,
        @Nullable Integer timeSpentChargingSeconds,
        boolean idUsed,
        boolean detached,
        Map<String, String> flags) {
    /** Where; the connector may be told later than the EVSE, or never. */
    record Place(
            int evse,
            int seq,
            @Nullable Integer connector,
            @Nullable Integer connectorSeq,
            @Nullable Integer wireConnector) {}

    /** Whose it is, and what was decided about the token. */
    record Holder(IdToken token, int seq, Verdict verdict) {}

    record Begin(
            Instant at,
            Instant receivedAt,
            int seq,
            @Nullable BigDecimal wh) {}

    /** @param presumed our inference, which anything the station says overrules */
    record End(
            Instant at,
            Instant receivedAt,
            int seq,
            @Nullable BigDecimal wh,
            String reason,
            boolean presumed) {}

    record StopToken(IdToken token, int seq) {}

    record Charging(String state, int seq) {}

    boolean open() {
        return end == null;
    }

    boolean endedForSure() {
        return end != null && !end.presumed;
    }

    TransactionRow withPlace(@Nullable Place changed) {
        return copy(changed, holder, begin, end, stopToken, charging, flags);
    }

    TransactionRow withHolder(@Nullable Holder changed) {
        return copy(place, changed, begin, end, stopToken, charging, flags);
    }

    TransactionRow withBegin(@Nullable Begin changed) {
        return copy(place, holder, changed, end, stopToken, charging, flags);
    }

    TransactionRow withEnd(@Nullable End changed) {
        return copy(place, holder, begin, changed, stopToken, charging, flags);
    }

    TransactionRow withStopToken(@Nullable StopToken changed) {
        return copy(place, holder, begin, end, changed, charging, flags);
    }

    TransactionRow withCharging(@Nullable Charging changed) {
        return copy(place, holder, begin, end, stopToken, changed, flags);
    }

    TransactionRow withFlag(String code, String detail) {
        if (flags.containsKey(code)) return this;
        Map<String, String> changed = new TreeMap<>(flags);
        changed.put(code, detail);
        return copy(place, holder, begin, end, stopToken, charging, Map.copyOf(changed));
    }

    TransactionRow withoutFlag(String code) {
        if (!flags.containsKey(code)) return this;
        Map<String, String> changed = new TreeMap<>(flags);
        changed.remove(code);
        return copy(place, holder, begin, end, stopToken, charging, Map.copyOf(changed));
    }

    private TransactionRow copy(
            @Nullable Place place,
            @Nullable Holder holder,
            @Nullable Begin begin,
            @Nullable End end,
            @Nullable StopToken stopToken,
            @Nullable Charging charging,
            Map<String, String> flags) {
        return new TransactionRow(
                id,
                publicId,
                station,
                version,
                stationNamed,
                wireId,
                day,
                firstReceivedAt,
                place,
                holder,
                begin,
                end,
                stopToken,
                charging,
                remoteStartId,
                reservationId,
                offline,
                timeSpentChargingSeconds,
                idUsed,
                detached,
                flags);
    }

    /** With what the station tells once and for all, or adds up. */
    TransactionRow withFacts(
            @Nullable Integer remoteStart,
            @Nullable Integer reservation,
            boolean wasOffline,
            @Nullable Integer timeSpent) {
        Integer longest = timeSpentChargingSeconds == null || timeSpent != null && timeSpent > timeSpentChargingSeconds
                ? timeSpent
                : timeSpentChargingSeconds;
        return new TransactionRow(
                id,
                publicId,
                station,
                version,
                stationNamed,
                wireId,
                day,
                firstReceivedAt,
                place,
                holder,
                begin,
                end,
                stopToken,
                charging,
                remoteStartId == null ? remoteStart : remoteStartId,
                reservationId == null ? reservation : reservationId,
                offline || wasOffline,
                longest,
                idUsed,
                detached,
                flags);
    }

    /** The station has used the id. */
    TransactionRow used() {
        return identified(wireId, true, detached);
    }

    /** As one with another id on the wire. */
    TransactionRow identified(String changedWireId, boolean used, boolean isDetached) {
        if (wireId.equals(changedWireId) && idUsed == used && detached == isDetached) return this;
        return new TransactionRow(
                id,
                publicId,
                station,
                version,
                stationNamed,
                changedWireId,
                day,
                firstReceivedAt,
                place,
                holder,
                begin,
                end,
                stopToken,
                charging,
                remoteStartId,
                reservationId,
                offline,
                timeSpentChargingSeconds,
                used,
                isDetached,
                flags);
    }
}
