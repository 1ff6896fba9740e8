package dev.stationmaster.simulator.station;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The local authorization list: what the server sent, under the version it gave. Outlives reboots. */
final class LocalList {
    static final int MOST = 500;
    static final int MOST_PER_MESSAGE = 100;

    private Map<String, Entry> entries = new HashMap<>(0);
    private int version;
    private boolean frozen;

    /**
     * @param verdict null takes the token off the list
     * @param until   null is for ever
     */
    record Entry(
            String token,
            Token.@Nullable Verdict verdict,
            @Nullable Instant until) {}

    /** 0 before the first list. */
    int version() {
        return version;
    }

    void freeze() {
        frozen = true;
    }

    int size() {
        return entries.size();
    }

    /** SendLocalList. The status is Accepted, Failed or VersionMismatch; anything but Accepted leaves the list as it was. */
    String update(int newVersion, boolean full, List<Entry> changes) {
        if (!full && newVersion <= version) {
            return "VersionMismatch";
        }
        var seen = new HashSet<String>();
        var sound = changes.size() <= MOST_PER_MESSAGE
                && newVersion > 0
                && changes.stream().allMatch(entry -> seen.add(folded(entry.token)))
                && (!full || changes.stream().allMatch(entry -> entry.verdict != null));
        var next = full ? new HashMap<String, Entry>() : new HashMap<>(entries);
        for (var entry : changes) {
            if (entry.verdict == null) {
                next.remove(folded(entry.token));
            } else {
                next.put(folded(entry.token), entry);
            }
        }
        if (!sound || next.size() > MOST) {
            return "Failed";
        }
        entries = next;
        version = frozen ? version : newVersion;
        return "Accepted";
    }

    /** What the list says about a token; null when it is not on it. */
    Token.@Nullable Verdict recall(String token, Instant now) {
        var entry = entries.get(folded(token));
        if (entry == null || entry.verdict == null) {
            return null;
        }
        var over = entry.until != null && !now.isBefore(entry.until);
        return over && entry.verdict.accepted() ? new Token.Verdict("Expired", entry.verdict.group()) : entry.verdict;
    }

    private static String folded(String token) {
        return token.toLowerCase(Locale.ROOT);
    }
}
