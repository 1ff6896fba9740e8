package dev.stationmaster.commissioning;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is to be seen of the unit.
 *
 * @param evse 0 is the whole station, with connector 0
 * @param at when it was seen, by our clock where the station tells none; null while it was not
 * @param evidence what was seen, by name; while the step waits, what is not enough yet
 * @param reason why it was skipped
 * @param by who skipped it
 */
record CheckStep(
        Check check,
        int evse,
        int connector,
        State state,
        @Nullable Instant at,
        Map<String, String> evidence,
        @Nullable String note,
        @Nullable String reason,
        @Nullable String by) {
    enum State {
        WAITING,
        PASSED,
        SKIPPED
    }

    static CheckStep waiting(Check check, int evse, int connector) {
        return new CheckStep(check, evse, connector, State.WAITING, null, Map.of(), null, null, null);
    }

    /** As the API names it: {@code booted}, {@code plugged.1.1}. */
    String key() {
        return check.onConnector() ? check.word() + "." + evse + "." + connector : check.word();
    }

    boolean isAt(int otherEvse, int otherConnector) {
        return check.onConnector() && evse == otherEvse && connector == otherConnector;
    }

    /** What has passed once stays so: it was seen. A fact outweighs that somebody skipped it. */
    CheckStep passed(Instant when, Map<String, String> seen) {
        if (state == State.PASSED) return this;
        return new CheckStep(check, evse, connector, State.PASSED, when, whole(seen), note, null, null);
    }

    /** Something was seen that is not enough. */
    CheckStep seen(Map<String, String> soFar) {
        if (state == State.PASSED) return this;
        return new CheckStep(check, evse, connector, state, at, whole(soFar), note, reason, by);
    }

    CheckStep skipped(String why, String who, Instant when) {
        return new CheckStep(check, evse, connector, State.SKIPPED, when, evidence, note, why, who);
    }

    /** To be seen after all. */
    CheckStep wanted() {
        return new CheckStep(check, evse, connector, State.WAITING, null, evidence, note, null, null);
    }

    CheckStep noted(@Nullable String text) {
        return new CheckStep(check, evse, connector, state, at, evidence, text, reason, by);
    }

    /** What an earlier look has seen is kept where this one has no word for it. */
    private Map<String, String> whole(Map<String, String> seen) {
        Map<String, String> both = new LinkedHashMap<>(evidence);
        both.putAll(seen);
        return both;
    }
}
