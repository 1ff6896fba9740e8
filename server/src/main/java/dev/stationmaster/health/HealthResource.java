package dev.stationmaster.health;

import dev.stationmaster.health.HealthView.Commits;
import dev.stationmaster.health.HealthView.Database;
import dev.stationmaster.health.HealthView.Finding;
import dev.stationmaster.health.HealthView.Links;
import dev.stationmaster.health.HealthView.Log;
import dev.stationmaster.health.HealthView.MachineView;
import dev.stationmaster.health.HealthView.Messages;
import dev.stationmaster.health.HealthView.Point;
import dev.stationmaster.health.HealthView.Refused;
import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.link.LinkRegistry;
import dev.stationmaster.link.StationLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether we are the problem: answered from memory, so that it is answered when the database is not there. */
@RestController
class HealthResource {
    private static final int SECONDS_OF_RATES = 60;
    private static final String UNAVAILABLE = "unavailable";

    private final Samples samples;
    private final DatabaseLook database;
    private final Machine machine;
    private final Ledger ledger;
    private final LinkRegistry links;

    HealthResource(Samples samples, DatabaseLook database, Machine machine, Ledger ledger, LinkRegistry links) {
        this.samples = samples;
        this.database = database;
        this.machine = machine;
        this.ledger = ledger;
        this.links = links;
    }

    /** Latencies, rates, queue, database, links, refusals, disk and memory of this server, with a verdict. */
    @GetMapping("/api/v1/health")
    HealthView health() {
        List<Sample> all = samples.upToNow();
        Sample now = all.getLast();
        Sample first = all.getFirst();
        Sample minute = before(all, SECONDS_OF_RATES);
        Messages messages = messages(now, minute);
        Commits commits = commits(now, minute);
        DatabaseLook.Seen seen = database.seen();
        Refused refused = new Refused(more(now.refused(), first.refused()), now.refused());
        Double cpu = cpu(all, minute);
        Machine.Disk disk = machine.disk();
        double afterCollection = samples.gauge("jvm.memory.usage.after.gc", -1);
        List<Finding> findings = HealthRules.judge(new HealthRules.Facts(
                seen == null || seen.reachable(),
                commits.unavailableMillis(),
                messages.p99Micros(),
                commits.p99Micros(),
                commits.waiting(),
                now.shed() - first.shed(),
                refused.recently().getOrDefault(UNAVAILABLE, 0L),
                disk,
                afterCollection < 0 ? null : afterCollection,
                cpu));
        return new HealthView(
                now.at(),
                HealthResource.class.getPackage().getImplementationVersion(),
                Runtime.version().toString(),
                machine.startedAt(),
                HealthRules.verdict(findings),
                findings,
                messages,
                commits,
                database(seen),
                links(),
                new Log(
                        (int) samples.gauge("stationmaster.messagelog.waiting", 0),
                        now.shed() - first.shed(),
                        now.shed(),
                        (long) samples.gauge("stationmaster.messagelog.bytes", 0)),
                refused,
                new MachineView(
                        disk, machine.memory(), cpu, Runtime.getRuntime().availableProcessors()),
                (int) samples.gauge("stationmaster.live.readers", 0),
                history(all));
    }

    /** The newest sample that is at least so old; the oldest when none is. */
    private static Sample before(List<Sample> all, int seconds) {
        Sample now = all.getLast();
        for (Sample sample : all.reversed()) {
            if (now.secondsSince(sample) >= seconds) return sample;
        }
        return all.getFirst();
    }

    private static Messages messages(Sample now, Sample before) {
        double seconds = now.secondsSince(before);
        return new Messages(
                rounded((now.received() - before.received()) / seconds),
                rounded((now.sent() - before.sent()) / seconds),
                now.answers().since(before.answers()),
                now.answers().quantileMicros(before.answers(), 0.5),
                now.answers().quantileMicros(before.answers(), 0.99));
    }

    private Commits commits(Sample now, Sample before) {
        return new Commits(
                rounded(now.commits().since(before.commits()) / now.secondsSince(before)),
                now.commits().quantileMicros(before.commits(), 0.5),
                now.commits().quantileMicros(before.commits(), 0.99),
                (int) samples.gauge("stationmaster.ledger.waiting", 0),
                ledger.unavailableMillis());
    }

    private static Database database(DatabaseLook.@Nullable Seen seen) {
        if (seen == null) return new Database(true, null, null, null, null);
        HealthStore.Size size = seen.size();
        return new Database(
                seen.reachable(),
                seen.at(),
                seen.answerMicros(),
                size == null ? null : size.bytes(),
                size == null ? null : size.version());
    }

    private List<Links> links() {
        var counted = new TreeMap<String, TreeMap<Integer, Integer>>();
        for (StationLink link : links.all())
            counted.computeIfAbsent(link.version().subprotocol(), _ -> new TreeMap<>())
                    .merge(link.securityProfile(), 1, Integer::sum);
        var found = new ArrayList<Links>();
        counted.forEach((version, profiles) ->
                profiles.forEach((profile, count) -> found.add(new Links(version, profile, count))));
        return found;
    }

    private static Map<String, Long> more(Map<String, Long> now, Map<String, Long> before) {
        var found = new TreeMap<String, Long>();
        now.forEach((reason, count) -> {
            long since = count - before.getOrDefault(reason, 0L);
            if (since > 0) found.put(reason, since);
        });
        return found;
    }

    private static @Nullable Double cpu(List<Sample> all, Sample since) {
        var told = all.stream()
                .filter(sample -> sample.nanos() >= since.nanos() && sample.cpu() >= 0)
                .mapToDouble(Sample::cpu)
                .average();
        return told.isPresent() ? told.getAsDouble() : null;
    }

    private static List<Point> history(List<Sample> all) {
        var points = new ArrayList<Point>();
        for (int i = 1; i < all.size() - 1; i++) {
            Sample here = all.get(i);
            Sample before = all.get(i - 1);
            points.add(new Point(
                    here.at(),
                    rounded((here.received() - before.received()) / here.secondsSince(before)),
                    here.answers().quantileMicros(before.answers(), 0.99)));
        }
        return points;
    }

    private static double rounded(double perSecond) {
        return Math.round(perSecond * 100) / 100.0;
    }
}
