package dev.stationmaster.template;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.stationmaster.devicemodel.KnownValues;
import dev.stationmaster.devicemodel.KnownValues.Known;
import dev.stationmaster.devicemodel.KnownValues.LastChange;
import dev.stationmaster.devicemodel.WantedValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How one station differs from what is wanted, reckoned from what it has told already. Pure. */
final class Drift {
    /** A value that changed so soon after a boot came with the boot: new firmware, or a return to what the factory set. */
    private static final Duration WITH_THE_BOOT = Duration.ofMinutes(10);

    private Drift() {}

    /** How a station stands. */
    enum Standing {
        IN_LINE,
        DRIFTED,
        /** It has not told all of the values; none that it told differs. */
        UNKNOWN,
        /** Nothing of the template is for its version of OCPP, or that is not known yet. */
        NOT_MEANT
    }

    /**
     * Who brought a value about.
     *
     * @param who us (a command of this server), station (it came back from a boot so), local (at the station, by a tool or its menu, between boots),
     *     or original (it never was another as far as is known)
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChangedBy(
            String who,
            @Nullable String actor,
            @Nullable UUID command,
            @Nullable Instant at,
            @Nullable String before) {
        static final ChangedBy ORIGINAL = new ChangedBy("original", null, null, null, null);
    }

    /**
     * @param actual null when the station never told it
     * @param readOnly the station lets nobody write it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Difference(
            WantedValue wanted,
            @Nullable String actual,
            boolean readOnly,
            @Nullable Instant reportedAt,
            @Nullable ChangedBy changedBy) {}

    /** @param known what the station told, by {@link WantedValue#place()} */
    static List<Difference> of(
            List<WantedValue> wanted,
            Map<String, Known> known,
            Map<String, LastChange> changes,
            @Nullable Instant bootedAt) {
        List<Difference> found = new ArrayList<>();
        for (WantedValue one : wanted) {
            Known told = known.get(one.place());
            if (told != null && KnownValues.isSame(one.value(), told.value())) continue;
            boolean readOnly = told != null && "ReadOnly".equals(told.mutability());
            // What may only be written is never told; nobody can see whether it is as wanted.
            if (told != null && "WriteOnly".equals(told.mutability())) continue;
            String actual = told == null ? null : told.value();
            found.add(new Difference(
                    one,
                    actual,
                    readOnly,
                    told == null ? null : told.reportedAt(),
                    actual == null ? null : by(changes.get(one.place()), bootedAt)));
        }
        return found;
    }

    static Standing standing(List<WantedValue> wanted, List<Difference> differences) {
        if (wanted.isEmpty()) return Standing.NOT_MEANT;
        if (differences.isEmpty()) return Standing.IN_LINE;
        return differences.stream().anyMatch(one -> one.actual() != null) ? Standing.DRIFTED : Standing.UNKNOWN;
    }

    static ChangedBy by(@Nullable LastChange change, @Nullable Instant bootedAt) {
        if (change == null) return ChangedBy.ORIGINAL;
        if (change.source().equals("set"))
            return new ChangedBy("us", change.actor(), change.command(), change.at(), change.oldValue());
        boolean booted = bootedAt != null
                && !change.at().isBefore(bootedAt)
                && change.at().isBefore(bootedAt.plus(WITH_THE_BOOT));
        return new ChangedBy(booted ? "station" : "local", null, null, change.at(), change.oldValue());
    }
}
