package dev.stationmaster.locallist;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.command.LocalListEntry;
import dev.stationmaster.command.LocalListEntry.Info;
import dev.stationmaster.ocpp.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lists of entries compared and cut into messages. Pure. */
final class Entries {
    /** What a SendLocalList adds to its entries. */
    private static final int FRAME_BYTES = 200;

    private Entries() {}

    /** How one token stands. */
    enum Drift {
        SAME,
        /** Shall be on the list, and is not. */
        MISSING,
        /** Is on the list with other words. */
        DIFFERENT,
        /** Is on the list and shall not. */
        SURPLUS
    }

    /** One token, as it shall be and as the station confirmed it; null where it shall not be, or is not. */
    record Line(
            String key,
            IdToken token,
            Drift drift,
            @Nullable Info wanted,
            @Nullable Info held) {}

    /** By what entries are told apart, whatever the case: 1.6 knows values only, 2.x values of a type. */
    static String key(IdToken token, Version version) {
        String value = token.value().toLowerCase(Locale.ROOT);
        return version == Version.V16 ? value : value + '|' + token.type().toLowerCase(Locale.ROOT);
    }

    static Map<String, LocalListEntry> byKey(Collection<LocalListEntry> entries, Version version) {
        Map<String, LocalListEntry> all = LinkedHashMap.newLinkedHashMap(entries.size());
        for (LocalListEntry entry : entries) all.putIfAbsent(key(entry.idToken(), version), entry);
        return all;
    }

    /** All tokens of both lists, in the order of their keys. */
    static List<Line> compare(Map<String, LocalListEntry> wanted, Map<String, LocalListEntry> held, Instant now) {
        List<Line> lines = new ArrayList<>();
        wanted.forEach((key, entry) -> {
            LocalListEntry there = held.get(key);
            Info has = there == null ? null : there.info();
            boolean same = there != null
                    && Objects.equals(there.asOf(now).info(), entry.asOf(now).info());
            Drift drift = there == null ? Drift.MISSING : same ? Drift.SAME : Drift.DIFFERENT;
            lines.add(new Line(key, entry.idToken(), drift, entry.info(), has));
        });
        held.forEach((key, entry) -> {
            if (wanted.containsKey(key)) return;
            lines.add(new Line(key, entry.idToken(), Drift.SURPLUS, null, entry.info()));
        });
        lines.sort((one, other) -> one.key.compareTo(other.key));
        return lines;
    }

    /** How many tokens stand how. */
    record Tally(int same, int missing, int different, int surplus) {
        boolean isSame() {
            return missing + different + surplus == 0;
        }
    }

    /** What {@link #compare} would find, counted only. */
    static Tally tally(Map<String, LocalListEntry> wanted, Map<String, LocalListEntry> held, Instant now) {
        if (held.isEmpty()) return new Tally(0, wanted.size(), 0, 0);
        int same = 0;
        int found = 0;
        for (var entry : wanted.entrySet()) {
            LocalListEntry there = held.get(entry.getKey());
            if (there == null) continue;
            found++;
            if (Objects.equals(
                    there.asOf(now).info(), entry.getValue().asOf(now).info())) same++;
        }
        return new Tally(same, wanted.size() - found, found - same, held.size() - found);
    }

    /** What turns the list that is held into the one that is wanted: entries to set, and entries without info to remove. */
    static List<LocalListEntry> changes(List<Line> lines) {
        return lines.stream()
                .filter(line -> line.drift != Drift.SAME)
                .map(line -> new LocalListEntry(line.token, line.wanted))
                .toList();
    }

    /** In messages that the station can take; one entry a message at least, and one message where there is none. */
    static List<List<LocalListEntry>> pieces(List<LocalListEntry> entries, ListLimits limits) {
        List<List<LocalListEntry>> pieces = new ArrayList<>();
        List<LocalListEntry> piece = new ArrayList<>();
        long bytes = FRAME_BYTES;
        for (LocalListEntry entry : entries) {
            int more = bytes(entry);
            if (!piece.isEmpty() && (piece.size() >= limits.perMessage() || bytes + more > limits.bytesPerMessage())) {
                pieces.add(piece);
                piece = new ArrayList<>();
                bytes = FRAME_BYTES;
            }
            piece.add(entry);
            bytes += more;
        }
        pieces.add(piece);
        return pieces;
    }

    /** No less than the entry's JSON has. */
    private static int bytes(LocalListEntry entry) {
        int bytes =
                60 + length(entry.idToken().value()) + length(entry.idToken().type());
        Info info = entry.info();
        if (info == null) return bytes;
        bytes += 60;
        if (info.validUntil() != null) bytes += 60;
        if (info.group() != null) bytes += 60 + length(info.group());
        return bytes;
    }

    /** JSON may need six letters for one. */
    private static int length(String text) {
        boolean plain =
                text.chars().allMatch(letter -> letter >= ' ' && letter < 127 && letter != '"' && letter != '\\');
        return plain ? text.length() : text.length() * 6;
    }
}
