package dev.stationmaster.problem;

import dev.stationmaster.problem.Kind.Severity;
import dev.stationmaster.station.StationId;
import dev.stationmaster.status.ConnectorReport;
import dev.stationmaster.status.StatusService;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How many drivers a problem hits: the connectors that are out, times the sessions that a connector of that station has on a typical day (the mean of
 * the last 28 days; a station without any counts as the mean of all), times the days since it began and the coming one.
 */
@Component
class Impact {
    static final int TYPICAL_DAYS = 28;
    private static final Duration KEPT = Duration.ofHours(1);
    private static final double DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final double TENTHS = 10;

    private final StatusService status;
    private final ProblemStore store;
    private final InstantSource clock;
    private volatile Typical typical = new Typical(Map.of(), 0, Instant.EPOCH);

    /** @param perConnectorDay of stations with sessions @param mean of all those */
    private record Typical(Map<StationId, Double> perConnectorDay, double mean, Instant at) {}

    Impact(StatusService status, ProblemStore store, InstantSource clock) {
        this.status = status;
        this.store = store;
        this.clock = clock;
    }

    /**
     * @param connectorsOut that nobody can use
     * @param sessionsPerConnectorDay what is typical there
     * @param drivers who met it, or will within a day
     */
    record Hit(int connectorsOut, double sessionsPerConnectorDay, double drivers) {
        private static final Hit NONE = new Hit(0, 0, 0);
    }

    Hit of(Problem problem, Instant now) {
        StationId station = problem.station();
        if (station == null) return Hit.NONE;
        int out = connectorsOut(problem, station);
        if (out == 0) return Hit.NONE;
        double usual = typical.perConnectorDay.getOrDefault(station, typical.mean);
        double days = Math.max(0, Duration.between(problem.startedAt(), now).toMillis()) / DAY_MILLIS;
        return new Hit(out, rounded(usual), rounded(out * usual * (days + 1)));
    }

    private static double rounded(double value) {
        return Math.round(value * TENTHS) / TENTHS;
    }

    private int connectorsOut(Problem problem, StationId station) {
        return switch (problem.kind()) {
            case STATION_OFFLINE, BOOT_HELD -> connectors(station, null);
            case CONNECTOR_FAULT -> {
                if (problem.severity() == Severity.MINOR) yield 0;
                Integer connector = problem.connector();
                if (connector != null && connector > 0) yield 1;
                Integer evse = problem.evse();
                yield connectors(station, evse == null || evse == 0 ? null : evse);
            }
            case CAR_WAITS, TRANSACTION_NOT_STOPPED -> 1;
            case CERTIFICATE_ENDS -> problem.code().equals("ended") ? connectors(station, null) : 0;
            case COMMAND_UNANSWERED, REMOTE_START_LOST, FINDING, CONNECTION_REFUSED, CLOCK_WRONG, DISK_FULL, LOG_SHED ->
                0;
        };
    }

    /** At least one: a station that told none has one. @param evse null for all */
    private int connectors(StationId station, @Nullable Integer evse) {
        long count = status.connectors(station).stream()
                .filter(report -> report.connector() > 0)
                .map(ConnectorReport::evse)
                .filter(at -> evse == null || Objects.equals(at, evse))
                .count();
        return (int) Math.max(1, count);
    }

    /** Counts sessions again when the last count is old; on the thread of the rounds. */
    void refresh() {
        Instant now = clock.instant();
        if (typical.at.plus(KEPT).isAfter(now)) return;
        Map<StationId, Double> each = new HashMap<>();
        double sum = 0;
        for (var entry :
                store.sessions(now.minus(Duration.ofDays(TYPICAL_DAYS))).entrySet()) {
            double usual = (double) entry.getValue() / TYPICAL_DAYS / connectors(entry.getKey(), null);
            each.put(entry.getKey(), usual);
            sum += usual;
        }
        typical = new Typical(Map.copyOf(each), each.isEmpty() ? 1 : sum / each.size(), now);
    }
}
