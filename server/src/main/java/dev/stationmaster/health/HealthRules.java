package dev.stationmaster.health;

import dev.stationmaster.health.HealthView.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When this server is strained, and when it fails. Pure. */
final class HealthRules {
    static final String FINE = "fine";
    static final String STRAINED = "strained";
    static final String FAILING = "failing";

    private static final double GIB = 1024.0 * 1024 * 1024;

    private HealthRules() {}

    /**
     * What the rules look at.
     *
     * @param answersP99Micros and commitsP99Micros: null when there were none
     * @param refusedByUs upgrade requests that were answered "unavailable" in the last ten minutes
     * @param heapAfterCollection share of the heap that is in use right after it was cleaned, 0 to 1; null when not known
     * @param cpu share of all processors in use, 0 to 1; null when not known
     */
    record Facts(
            boolean reachable,
            long unavailableMillis,
            @Nullable Long answersP99Micros,
            @Nullable Long commitsP99Micros,
            int waiting,
            long shed,
            long refusedByUs,
            Machine.@Nullable Disk disk,
            @Nullable Double heapAfterCollection,
            @Nullable Double cpu) {}

    /** The worst first; empty when all is well. */
    static List<Finding> judge(Facts facts) {
        var found = new ArrayList<Finding>();
        if (!facts.reachable || facts.unavailableMillis > 2_000)
            found.add(new Finding("database-unreachable", FAILING, facts.unavailableMillis / 1000.0, 2, "s"));
        above(found, "answers-slow", facts.answersP99Micros, 250_000, 2_000_000, "µs");
        above(found, "commits-slow", facts.commitsP99Micros, 100_000, 500_000, "µs");
        above(found, "queue-long", facts.waiting, 512, 5_120, "messages");
        above(found, "log-shed", facts.shed, 0, Double.MAX_VALUE, "exchanges");
        above(found, "stations-refused", facts.refusedByUs, 0, Double.MAX_VALUE, "connections");
        above(found, "memory-low", percent(facts.heapAfterCollection), 85, 95, "%");
        above(found, "machine-busy", percent(facts.cpu), 90, Double.MAX_VALUE, "%");
        disk(found, facts.disk);
        found.sort(Comparator.comparing(finding -> finding.level().equals(FAILING) ? 0 : 1));
        return found;
    }

    static String verdict(List<Finding> findings) {
        return findings.isEmpty() ? FINE : findings.getFirst().level();
    }

    private static @Nullable Double percent(@Nullable Double share) {
        return share == null ? null : share * 100;
    }

    private static void above(
            List<Finding> found, String code, @Nullable Number value, double strained, double failing, String unit) {
        if (value == null || value.doubleValue() <= strained) return;
        boolean fails = value.doubleValue() > failing;
        found.add(new Finding(code, fails ? FAILING : STRAINED, value.doubleValue(), fails ? failing : strained, unit));
    }

    /** A tenth of a small disk is little, a tenth of a large one is not. */
    private static void disk(List<Finding> found, Machine.@Nullable Disk disk) {
        if (disk == null || disk.totalBytes() == 0) return;
        double tight = Math.min(10 * GIB, disk.totalBytes() * 0.1);
        double full = Math.min(GIB, disk.totalBytes() * 0.02);
        if (disk.freeBytes() >= tight) return;
        boolean fails = disk.freeBytes() < full;
        found.add(new Finding("disk-low", fails ? FAILING : STRAINED, disk.freeBytes(), fails ? full : tight, "bytes"));
    }
}
