package dev.stationmaster.command;

import dev.stationmaster.command.Command.EffectState;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Paging;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import java.security.Principal;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Commands: ask for one, and see what became of it. */
@RestController
@RequestMapping("/api/v1")
class CommandResource {
    private static final Pattern WAIT = Pattern.compile("(\\d{1,3})(s|m)?");
    private static final int MAX_WAIT_SECONDS = 120;
    private static final int MAX_EXPIRY_SECONDS = 7 * 86_400;

    private final StationDirectory stations;
    private final CommandService commands;
    private final CommandBody bodies;

    CommandResource(StationDirectory stations, CommandService commands, CommandBody bodies) {
        this.stations = stations;
        this.commands = commands;
        this.bodies = bodies;
    }

    /** With {@code wait} it answers 200 when the command is over in time, else 202. */
    @PostMapping("/stations/{id}/commands")
    ResponseEntity<CommandView> submit(
            @PathVariable String id,
            @RequestBody JsonNode body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestParam(name = "wait", required = false) @Nullable String wait,
            Principal operator) {
        Station station = station(id);
        Duration patience = patience(wait);
        CommandOrder order = order(body, idempotencyKey, operator.getName());
        StationCommand wanted = bodies.read(station.id(), body, order.force());
        Command command = commands.submit(station.id(), wanted, SecretMask.masked(body.toString()), order);
        if (!patience.isZero())
            command = commands.await(command.id(), it -> it.state().ended(), patience);
        return ResponseEntity.status(!patience.isZero() && command.state().ended() ? 200 : 202)
                .body(CommandView.of(command, station.identity()));
    }

    static CommandOrder order(JsonNode body, @Nullable String idempotencyKey, String actor) {
        var fields = new FieldReader(body);
        boolean force = body.isObject() && Boolean.TRUE.equals(fields.flag("force"));
        Integer expiry = body.isObject() ? fields.number("expiresInSeconds", 1) : null;
        Integer timeout = body.isObject() ? fields.number("timeoutSeconds", 1) : null;
        if (expiry != null && expiry > MAX_EXPIRY_SECONDS) {
            fields.wrong("expiresInSeconds", "maximum " + MAX_EXPIRY_SECONDS, "A command waits a week at most.");
        }
        if (timeout != null && timeout > 600) {
            fields.wrong("timeoutSeconds", "maximum 600", "A station gets ten minutes at most.");
        }
        if (idempotencyKey != null && idempotencyKey.length() > 200) {
            fields.wrong("Idempotency-Key", "maxLength 200", "An Idempotency-Key has at most 200 characters.");
        }
        if (!fields.problems().isEmpty()) throw ApiProblem.invalid(fields.problems());
        return new CommandOrder(
                actor,
                idempotencyKey,
                force,
                expiry == null ? null : Duration.ofSeconds(expiry),
                timeout == null ? CommandOrder.TIMEOUT : Duration.ofSeconds(timeout));
    }

    @GetMapping("/stations/{id}/commands")
    Page<CommandView> list(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        Station station = station(id);
        Paging paging = Paging.of(limit, after);
        UUID before = paging.after() == null ? null : uuid(paging.after());
        return Page.of(
                        commands.list(station.id(), before, paging.fetch()),
                        paging,
                        command -> command.id().toString())
                .map(command -> CommandView.of(command, station.identity()));
    }

    @GetMapping("/stations/{id}/commands/{commandId}")
    CommandView get(
            @PathVariable String id,
            @PathVariable String commandId,
            @RequestParam(name = "wait", required = false) @Nullable String wait,
            @RequestParam(name = "until", required = false) @Nullable String until) {
        Station station = station(id);
        Command command = found(commandId);
        if (!command.station().equals(station.id())) throw ApiProblem.notFound("command", commandId);
        return CommandView.of(awaited(command, wait, until), station.identity());
    }

    /** {@code until=effect} waits for the effect too, else for the answer. */
    @GetMapping("/commands/{commandId}")
    CommandView get(
            @PathVariable String commandId,
            @RequestParam(name = "wait", required = false) @Nullable String wait,
            @RequestParam(name = "until", required = false) @Nullable String until) {
        Command command = awaited(found(commandId), wait, until);
        return CommandView.of(
                command, stations.find(command.station()).map(Station::identity).orElse(""));
    }

    private Command awaited(Command command, @Nullable String wait, @Nullable String until) {
        Duration patience = patience(wait);
        if (patience.isZero()) return command;
        Predicate<Command> answered = it -> it.state().ended();
        Predicate<Command> settled = answered.and(it -> it.effect().state() != EffectState.AWAITED);
        return commands.await(command.id(), "effect".equals(until) ? settled : answered, patience);
    }

    private Command found(String commandId) {
        return commands.find(uuid(commandId)).orElseThrow(() -> ApiProblem.notFound("command", commandId));
    }

    private Station station(String identity) {
        return stations.find(identity).orElseThrow(() -> ApiProblem.notFound("station", identity));
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ApiProblem.notFound("command", text);
        }
    }

    /** {@code 30s}, {@code 2m} or a number of seconds; at most two minutes. */
    static Duration patience(@Nullable String wait) {
        if (wait == null) return Duration.ZERO;
        Matcher matcher = WAIT.matcher(wait);
        if (!matcher.matches()) throw ApiProblem.invalid("wait", "duration", "wait is a duration such as 30s.");
        int seconds = Integer.parseInt(matcher.group(1)) * ("m".equals(matcher.group(2)) ? 60 : 1);
        if (seconds > MAX_WAIT_SECONDS) {
            throw ApiProblem.invalid("wait", "maximum 120s", "A request waits two minutes at most.");
        }
        return Duration.ofSeconds(seconds);
    }
}
