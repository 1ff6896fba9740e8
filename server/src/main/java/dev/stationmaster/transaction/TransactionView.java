package dev.stationmaster.transaction;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.authorization.Verdict;
import dev.stationmaster.transaction.TransactionRow.End;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A transaction as the API and the change feed show it. */
record TransactionView(
        UUID id,
        String station,
        String version,
        String transactionId,
        @Nullable Integer evse,
        @Nullable Integer connector,
        @Nullable Token idToken,
        @Nullable String group,
        String state,
        @Nullable String chargingState,
        @Nullable Instant startedAt,
        @Nullable Instant startReceivedAt,
        @Nullable BigDecimal startEnergyWh,
        @Nullable Instant stoppedAt,
        @Nullable Instant stopReceivedAt,
        @Nullable BigDecimal stopEnergyWh,
        @Nullable BigDecimal energyWh,
        @Nullable String stopReason,
        @Nullable Token stopIdToken,
        @Nullable Decision authorization,
        @Nullable Integer remoteStartId,
        @Nullable Integer reservationId,
        boolean offline,
        @Nullable Integer timeSpentChargingSeconds,
        Completeness completeness,
        List<Flag> flags,
        @Nullable Instant lastReadingAt,
        @Nullable Double powerW,
        @Nullable Double socPercent,
        @Nullable TransactionCost cost) {
    record Token(String idToken, @Nullable String type) {
        static @Nullable Token of(@Nullable IdToken token) {
            return token == null ? null : new Token(token.shown(), token.type().isEmpty() ? null : token.type());
        }
    }

    record Decision(String status, String rule) {
        static Decision of(Verdict verdict) {
            return new Decision(camelCase(verdict.status().name()), verdict.rule());
        }
    }

    record Completeness(boolean complete, List<String> missing) {}

    record Flag(String code, String detail) {}

    static TransactionView of(
            TransactionRow row, Conclusions conclusions, String identity, @Nullable TransactionCost cost) {
        var place = row.place();
        var holder = row.holder();
        var begin = row.begin();
        End end = row.end();
        var stopToken = row.stopToken();
        var charging = row.charging();
        return new TransactionView(
                row.publicId(),
                identity,
                row.version(),
                row.wireId(),
                place == null ? null : (Integer) place.evse(),
                place == null ? null : place.connector(),
                holder == null ? null : Token.of(holder.token()),
                holder == null ? null : holder.verdict().group(),
                end == null ? "open" : "ended",
                charging == null ? null : charging.state(),
                begin == null ? null : begin.at(),
                begin == null ? null : begin.receivedAt(),
                conclusions.startEnergyWh(),
                end == null ? null : end.at(),
                end == null ? null : end.receivedAt(),
                conclusions.stopEnergyWh(),
                conclusions.energyWh(),
                end == null ? null : end.reason(),
                stopToken == null ? null : Token.of(stopToken.token()),
                holder == null ? null : Decision.of(holder.verdict()),
                row.remoteStartId(),
                row.reservationId(),
                row.offline(),
                row.timeSpentChargingSeconds(),
                new Completeness(conclusions.missing().isEmpty(), conclusions.missing()),
                new TreeMap<>(conclusions.flags())
                        .entrySet().stream()
                                .map((Map.Entry<String, String> flag) -> new Flag(flag.getKey(), flag.getValue()))
                                .toList(),
                conclusions.lastReadingAt(),
                end == null ? conclusions.powerW() : null,
                conclusions.socPercent(),
                cost);
    }

    private static String camelCase(String constant) {
        StringBuilder word = new StringBuilder();
        for (String part : constant.toLowerCase(Locale.ROOT).split("_")) {
            word.append(word.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
        }
        return word.toString();
    }
}
