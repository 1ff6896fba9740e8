package dev.stationmaster.command;

import dev.stationmaster.command.Command.Effect;
import dev.stationmaster.command.Command.EffectState;
import dev.stationmaster.devicemodel.ReportListener;
import dev.stationmaster.ocpp.Payload;
import dev.stationmaster.station.StationId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Waits for what should follow from commands that stations accepted, and says whether it was seen or missed. */
@Component
class EffectWatch implements MessageSeen, ReportListener, EffectTold {
    /** A command that the station does when it is idle may wait for a driver to come back. */
    private static final Duration SCHEDULED = Duration.ofHours(24);

    private static final Duration REPORT = Duration.ofMinutes(30);
    private static final Duration JOB = Duration.ofDays(60);
    private static final Duration TRANSACTION_END = Duration.ofMinutes(3);

    private final CommandBook book;
    private final Alarms alarms;
    private final PendingPermissions permissions;
    private final InstantSource clock;
    private final Map<StationId, List<Watch>> watches = new ConcurrentHashMap<>();

    EffectWatch(CommandBook book, Alarms alarms, PendingPermissions permissions, InstantSource clock) {
        this.book = book;
        this.alarms = alarms;
        this.permissions = permissions;
        this.clock = clock;
    }

    /** One command's wait. It begins before the CALL is sent, because the effect may overtake our dealing with the answer. */
    final class Watch {
        private final UUID command;
        private final StationId station;
        private final Expectation expectation;
        private boolean armed;
        private @Nullable Effect result;
        private @Nullable Future<?> deadline;
        /** Reports whose end is not known, and whether one of the others came in part only. */
        private final Set<Integer> reports = new HashSet<>();

        private EffectState worst = EffectState.SEEN;
        private final List<String> told = new ArrayList<>();

        private Watch(UUID command, StationId station, Expectation expectation) {
            if (expectation instanceof Expectation.Report report) reports.addAll(report.requestIds());
            this.command = command;
            this.station = station;
            this.expectation = expectation;
        }

        /** The answer was positive and is stored: from now on what is seen is stored too. */
        void arm(boolean scheduled) {
            Effect already;
            synchronized (this) {
                armed = true;
                already = result;
                if (already == null) {
                    deadline = alarms.after(
                            scheduled ? SCHEDULED : patience(expectation),
                            () -> end(new Effect(EffectState.MISSED, expectation.what(), clock.instant())));
                }
            }
            if (already == null) return;
            remove(this);
            book.effect(command, already, expectation.proves());
        }

        /** One of its reports is over. @return the effect when it was the last one */
        private synchronized Optional<Effect> reported(int requestId, EffectState state, String what) {
            if (!reports.remove(requestId)) return Optional.empty();
            if (state == EffectState.MISSED) worst = state;
            told.add(what);
            return reports.isEmpty()
                    ? Optional.of(new Effect(worst, String.join("; ", told), clock.instant()))
                    : Optional.empty();
        }

        /** There will be no effect. */
        void drop() {
            remove(this);
        }

        private void end(Effect effect) {
            synchronized (this) {
                if (result != null) return;
                result = effect;
                if (deadline != null) deadline.cancel(false);
                if (!armed) return;
            }
            remove(this);
            book.effect(command, effect, expectation.proves());
        }
    }

    Watch begin(UUID command, StationId station, Expectation expectation) {
        Set<String> asked =
                switch (expectation) {
                    case Expectation.Message message when message.asked() -> message.actions();
                    case Expectation.Report _ -> Set.of("NotifyReport");
                    case Expectation.Told told -> told.asked();
                    case Expectation.Message _,
                            Expectation.None _,
                            Expectation.TransactionStart _,
                            Expectation.TransactionEnd _,
                            Expectation.SecurityProfile _,
                            Expectation.Job _ -> Set.of();
                };
        if (!asked.isEmpty()) {
            permissions.grant(station, asked, clock.instant().plus(patience(expectation)));
        }
        var watch = new Watch(command, station, expectation);
        if (expectation instanceof Expectation.None) return watch;
        watches.computeIfAbsent(station, _ -> new CopyOnWriteArrayList<>()).add(watch);
        return watch;
    }

    private void remove(Watch watch) {
        watches.computeIfPresent(watch.station, (_, all) -> {
            all.remove(watch);
            return all.isEmpty() ? null : all;
        });
    }

    static Duration patience(Expectation expectation) {
        return switch (expectation) {
            case Expectation.None _ -> Duration.ZERO;
            case Expectation.Message message -> message.within();
            case Expectation.Report _ -> REPORT;
            case Expectation.TransactionStart start -> start.within();
            case Expectation.TransactionEnd _ -> TRANSACTION_END;
            case Expectation.SecurityProfile _ -> SCHEDULED;
            case Expectation.Told told -> told.within();
            // The job has a deadline of its own, and tells when it is given up.
            case Expectation.Job _ -> JOB;
        };
    }

    @Override
    public boolean awaits(StationId station) {
        return watches.containsKey(station);
    }

    @Override
    public void seen(StationId station, String action, Payload payload, Instant at) {
        ending(
                station,
                expectation -> expectation instanceof Expectation.Message message
                        && message.actions().contains(action)
                        && message.fits().test(payload),
                EffectState.SEEN,
                at,
                null);
    }

    @Override
    public void told(StationId station, String subject, boolean seen, String what) {
        ending(
                station,
                expectation -> expectation instanceof Expectation.Told told
                        && told.subject().equals(subject),
                seen ? EffectState.SEEN : EffectState.MISSED,
                clock.instant(),
                what);
    }

    @Override
    public void completed(StationId station, int requestId, int variables) {
        reported(station, requestId, EffectState.SEEN, "report " + requestId + " with " + variables + " variables");
    }

    @Override
    public void incomplete(StationId station, int requestId) {
        reported(station, requestId, EffectState.MISSED, "report " + requestId + " is incomplete");
    }

    @Override
    public void empty(StationId station, int requestId) {
        reported(station, requestId, EffectState.SEEN, "report " + requestId + " is empty");
    }

    private void reported(StationId station, int requestId, EffectState state, String what) {
        for (Watch watch : watches.getOrDefault(station, List.of())) {
            watch.reported(requestId, state, what)
                    .ifPresent(
                            effect -> Thread.ofVirtual().name("command-effect").start(() -> watch.end(effect)));
        }
    }

    /** Stores on a thread of its own: who tells us must not wait for a commit. */
    void ending(StationId station, Predicate<Expectation> fits, EffectState state, Instant at, @Nullable String what) {
        for (Watch watch : watches.getOrDefault(station, List.of())) {
            if (!fits.test(watch.expectation)) continue;
            var effect = new Effect(state, what == null ? watch.expectation.what() : what, at);
            Thread.ofVirtual().name("command-effect").start(() -> watch.end(effect));
        }
    }
}
