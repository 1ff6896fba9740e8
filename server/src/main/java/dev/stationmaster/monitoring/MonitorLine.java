package dev.stationmaster.monitoring;

import dev.stationmaster.command.Monitor;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One monitor as it is wanted beside what the station has; one of both is never null. */
record MonitorLine(MonitorStore.@Nullable Wanted wanted, MonitorStore.@Nullable Told told) {
    /** How the two compare. */
    enum State {
        /** The station has it as it is wanted. */
        SAME("same"),
        /** The station has it with another value, or for other times. */
        DIFFERENT("different"),
        /** The station has not confirmed it, or has it no more. */
        MISSING("missing"),
        /** Nobody here asked for it: hard-wired, preconfigured, or set by somebody else. */
        STATIONS_OWN("stationsOwn");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** As the API writes it. */
        String word() {
            return word;
        }
    }

    /** Such as {@code EVSE(1).Power UpperThreshold of severity 5: wanted 20000, told 15000}. */
    String words() {
        String what = variable().display() + " " + type() + " of severity " + severity();
        if (wanted == null) return what;
        String should = what + ": wanted "
                + terms(wanted.monitor().value(), wanted.monitor().transaction());
        return told == null
                ? should + ", missing"
                : should + ", told "
                        + terms(told.monitor().value(), told.monitor().transaction());
    }

    private static String terms(BigDecimal value, boolean transaction) {
        return value.toPlainString() + (transaction ? " in transactions" : "");
    }

    State state() {
        if (wanted == null) return State.STATIONS_OWN;
        if (told == null) return State.MISSING;
        Monitor want = wanted.monitor();
        ReportedMonitor has = told.monitor();
        boolean same = want.value().compareTo(has.value()) == 0 && want.transaction() == has.transaction();
        return same ? State.SAME : State.DIFFERENT;
    }

    /** All monitors of both lists, in the order of their variables. A number means nothing across reboots: type, severity and variable do. */
    static List<MonitorLine> compare(List<MonitorStore.Wanted> wanted, List<MonitorStore.Told> told) {
        List<MonitorLine> lines = new ArrayList<>();
        List<MonitorStore.Told> rest = new ArrayList<>(told);
        for (MonitorStore.Wanted want : wanted) {
            MonitorStore.Told has = rest.stream()
                    .filter(one -> one.monitor().isFor(want.monitor()))
                    .findFirst()
                    .orElse(null);
            if (has != null) rest.remove(has);
            lines.add(new MonitorLine(want, has));
        }
        for (MonitorStore.Told own : rest) lines.add(new MonitorLine(null, own));
        lines.sort(Comparator.comparing((MonitorLine line) -> line.variable().key())
                .thenComparing(line -> line.type())
                .thenComparing(line -> line.severity()));
        return lines;
    }

    dev.stationmaster.devicemodel.Variable variable() {
        return wanted != null
                ? wanted.monitor().variable()
                : Objects.requireNonNull(told).monitor().variable();
    }

    String type() {
        return wanted != null
                ? wanted.monitor().type()
                : Objects.requireNonNull(told).monitor().type();
    }

    int severity() {
        return wanted != null
                ? wanted.monitor().severity()
                : Objects.requireNonNull(told).monitor().severity();
    }
}
