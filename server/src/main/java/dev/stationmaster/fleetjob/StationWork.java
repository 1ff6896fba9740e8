package dev.stationmaster.fleetjob;

import dev.stationmaster.command.CommandService;
import dev.stationmaster.command.CommandView;
import dev.stationmaster.devicemodel.KnownValues;
import dev.stationmaster.devicemodel.WantedValue;
import dev.stationmaster.fleetjob.FleetJob.Kind;
import dev.stationmaster.fleetjob.Target.State;
import dev.stationmaster.fleetjob.Target.Step;
import dev.stationmaster.fleetjob.Target.ValueResult;
import dev.stationmaster.job.Job;
import dev.stationmaster.job.Jobs;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.station.FirmwareVersions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes one station through its part of a job, a step at a time. It hands commands on and looks at what became of them; it never waits. */
@Component
class StationWork {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Reasons of a command that never left: it is the station's turn again when it is back. */
    private static final List<String> NEVER_SENT =
            List.of("the station is not connected", "the server restarted before it was sent");

    private static final int MOST_RETURNS = 20;
    private static final Set<String> POSITIVE =
            Set.of("Accepted", "AcceptedCanceled", "Scheduled", "RebootRequired", "Unlocked", "EmptyResultSet");

    private final CommandService commands;
    private final Jobs jobs;
    private final FirmwareVersions versions;
    private final InstantSource clock;

    StationWork(CommandService commands, Jobs jobs, FirmwareVersions versions, InstantSource clock) {
        this.commands = commands;
        this.jobs = jobs;
        this.versions = versions;
        this.clock = clock;
    }

    /**
     * The command for one station.
     *
     * @param known what the station told of the values wanted, by {@link WantedValue#place()}
     * @return null when it has everything already
     */
    static @Nullable JsonNode order(Task task, @Nullable Version version, Map<String, String> known) {
        JsonNode command = task.command();
        if (command != null) return command;
        List<WantedValue> missing = task.wanted().stream()
                .filter(one -> version != null && one.isFor(version))
                .filter(one -> !KnownValues.isSame(one.value(), known.get(one.place())))
                .toList();
        return missing.isEmpty() ? null : Task.setting(missing);
    }

    /** Hands the command on; once more after a restart it finds the one that was handed on before. */
    Target handOn(FleetJob job, Target target) {
        try {
            JsonNode body = JSON.readTree(String.valueOf(target.body()));
            return target.handedOn(commands.submit(target.station(), body, key(job, target, "command"), job.actor()));
        } catch (ApiProblem refused) {
            return target.ended(State.FAILED, "Refused", refused.getMessage(), clock.instant());
        }
    }

    private static String key(FleetJob job, Target target, String step) {
        return "fleet-job/" + job.id() + "/" + target.attempt() + "/" + step;
    }

    /** The target as it stands now; the same when nothing is new. */
    Target look(FleetJob job, Target target) {
        UUID command = target.command();
        if (command == null) return handOn(job, target);
        return switch (target.step()) {
            case FIRMWARE -> firmware(job, target);
            case VERIFY -> verified(job, target);
            case RESET -> reset(target, commands.shown(command, null));
            case COMMAND -> command(job, target, commands.shown(command, null));
            case null -> target;
        };
    }

    private Target command(FleetJob job, Target target, CommandView shown) {
        Instant now = clock.instant();
        return switch (shown.state()) {
            case "queued", "sent" -> target;
            case "refused" -> refused(target, shown);
            case "answered" -> answered(job, target, shown);
            case "failed" -> failed(target.told(ValueResults.of(shown)), shown);
            default -> target.ended(State.FAILED, shown.state(), shown.reason(), now);
        };
    }

    private Target refused(Target target, CommandView shown) {
        String reason = String.valueOf(shown.reason());
        boolean comesBack = NEVER_SENT.stream().anyMatch(reason::startsWith) && target.attempt() < MOST_RETURNS;
        return comesBack
                ? target.again(reason)
                : target.ended(State.FAILED, "Refused", shown.reason(), clock.instant());
    }

    /** A CALLERROR is an answer; after a silence nobody knows. */
    private Target failed(Target target, CommandView shown) {
        CommandView.ExchangeView last =
                shown.exchanges().isEmpty() ? null : shown.exchanges().getLast();
        boolean error = last != null && last.error() != null;
        if (!error && shown.effect().state().equals("awaited")) return target;
        String word = error ? last.error().code() : null;
        return target.ended(error ? State.FAILED : State.UNKNOWN, word, shown.reason(), clock.instant());
    }

    private Target answered(FleetJob job, Target target, CommandView shown) {
        Instant now = clock.instant();
        String status = shown.status();
        if (job.task().command() == null || job.task().type().equals("SetVariables")) return set(job, target, shown);
        if (status != null && !POSITIVE.contains(status))
            return target.ended(State.FAILED, status, shown.reason(), now);
        if (job.kind() == Kind.FIRMWARE) {
            return jobs.begunBy(UUID.fromString(shown.id()))
                    .map(work -> target.following(work.id(), word(work), now))
                    .orElseGet(() -> target.ended(State.UNKNOWN, status, "its firmware job is not known", now));
        }
        return switch (shown.effect().state()) {
            case "awaited" ->
                status != null && !status.equals(target.status()) ? target.at(Step.COMMAND, status, now) : target;
            case "missed" ->
                target.ended(
                        State.UNKNOWN, status, "not seen: " + shown.effect().what(), now);
            default -> target.ended(State.DONE, status == null ? "Answered" : status, shown.reason(), now);
        };
    }

    private Target set(FleetJob job, Target target, CommandView shown) {
        Instant now = clock.instant();
        List<ValueResult> results = ValueResults.of(shown);
        Target told = target.told(results);
        List<ValueResult> refused =
                results.stream().filter(one -> !ValueResults.isTaken(one)).toList();
        if (!refused.isEmpty()) {
            String why = refused.size() + " of " + results.size() + " values refused: "
                    + refused.stream()
                            .limit(10)
                            .map(one -> one.name() + " " + one.status())
                            .collect(Collectors.joining(", "));
            return told.ended(State.FAILED, refused.getFirst().status(), why, now);
        }
        boolean restart = results.stream().anyMatch(one -> one.status().equals(ValueResults.REBOOT_REQUIRED));
        if (!restart) return told.ended(State.DONE, "Accepted", null, now);
        if (!job.task().resets())
            return told.ended(
                    State.DONE, ValueResults.REBOOT_REQUIRED, "the values act after the station's next restart", now);
        boolean v2 = shown.exchanges().stream().anyMatch(one -> one.action().equals("SetVariables"));
        UUID reset = commands.submit(target.station(), Task.restart(v2), key(job, target, "reset"), job.actor());
        return told.at(Step.RESET, ValueResults.REBOOT_REQUIRED, now).resetting(reset, now);
    }

    private Target reset(Target target, CommandView shown) {
        Instant now = clock.instant();
        String effect = shown.effect().state();
        if (effect.equals("seen"))
            return target.ended(State.DONE, "Restarted", "the station has restarted with the new values", now);
        boolean under = shown.state().equals("queued") || shown.state().equals("sent");
        if (under || effect.equals("awaited")) return target;
        String why = "the values were taken, but the station did not restart: "
                + (shown.reason() != null ? shown.reason() : shown.status() != null ? shown.status() : shown.state());
        return target.ended(State.FAILED, shown.status(), why, now);
    }

    private Target firmware(FleetJob job, Target target) {
        Job work = work(target);
        Instant now = clock.instant();
        if (work == null) return target.ended(State.UNKNOWN, null, "its firmware job is gone", now);
        String word = word(work);
        return switch (work.state()) {
            case REQUESTED, RUNNING -> word.equals(target.status()) ? target : target.at(Step.FIRMWARE, word, now);
            case DONE -> verified(job, target.at(Step.VERIFY, word, now));
            case UNKNOWN -> target.ended(State.UNKNOWN, word, work.reason(), now);
            case FAILED, REFUSED, CANCELLED -> target.ended(State.FAILED, word, work.reason(), now);
        };
    }

    /** Installed is a word; the version that the station names when it boots is the proof. */
    private Target verified(FleetJob job, Target target) {
        Job work = work(target);
        Instant now = clock.instant();
        String expected = job.task().expectedVersion();
        String after = work == null ? null : work.findings().versionAfter();
        if (after == null && expected != null)
            after = versions.of(target.station()).filter(expected::equals).orElse(null);
        if (after != null) {
            Target seen = target.versions(after);
            return expected == null || expected.equals(after)
                    ? seen.ended(State.DONE, target.status(), null, now)
                    : seen.ended(
                            State.FAILED,
                            target.status(),
                            "the station runs version " + after + ", not " + expected,
                            now);
        }
        Instant since = target.changedAt() == null ? now : target.changedAt();
        int minutes = job.task().verifyWithin();
        if (now.isBefore(since.plus(Duration.ofMinutes(minutes)))) return target;
        String why = "it said Installed, but has not booted with a new version within " + minutes + " minutes";
        return target.ended(expected == null ? State.UNKNOWN : State.FAILED, target.status(), why, now);
    }

    private @Nullable Job work(Target target) {
        return target.work() == null ? null : jobs.find(target.work()).orElse(null);
    }

    private static String word(Job work) {
        String status = work.status();
        return status == null || status.equals("Idle") ? "Accepted" : status;
    }
}
