package dev.stationmaster.command;

import dev.stationmaster.command.Command.Sent;
import dev.stationmaster.command.Command.State;
import dev.stationmaster.command.CommandView.ErrorView;
import dev.stationmaster.link.LinkRegistry;
import dev.stationmaster.link.StationLink;
import dev.stationmaster.ocpp.Codec;
import dev.stationmaster.ocpp.Direction;
import dev.stationmaster.ocpp.Payload;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.FieldProblem;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The raw door: any CALL that this side may send in the station's version, answered with the station's answer. */
@RestController
@RequestMapping("/api/v1/stations/{id}/calls")
class CallResource {
    /** How long a CALL may wait for its turn before the station's own time begins. */
    private static final Duration TURN = Duration.ofSeconds(90);

    /**
     * What the station answered; what is null is left out.
     *
     * @param result the payload of its CALLRESULT
     * @param error its CALLERROR
     * @param problem why its result cannot be used, in words
     */
    record CallOutcome(
            String id,
            String action,
            @Nullable Object result,
            @Nullable ErrorView error,
            @Nullable String problem) {}

    private final StationDirectory stations;
    private final LinkRegistry links;
    private final CommandService commands;

    CallResource(StationDirectory stations, LinkRegistry links, CommandService commands) {
        this.stations = stations;
        this.links = links;
        this.commands = commands;
    }

    @PostMapping
    CallOutcome call(@PathVariable String id, @RequestBody JsonNode body, Principal operator) {
        Station station = stations.find(id).orElseThrow(() -> ApiProblem.notFound("station", id));
        if (!body.isObject()) throw ApiProblem.invalid("", "type object", "The body is a JSON object.");
        var fields = new FieldReader(body);
        String action = fields.needed("action", 100);
        boolean validate = !Boolean.FALSE.equals(fields.flag("validate"));
        boolean force = Boolean.TRUE.equals(fields.flag("force"));
        Integer timeout = fields.number("timeoutSeconds", 1);
        if (timeout != null && timeout > 600) {
            fields.wrong("timeoutSeconds", "maximum 600", "A station gets ten minutes at most.");
        }
        if (fields.has("payload") && !fields.isObject("payload")) {
            fields.wrong("payload", "type object", "payload is the request as a JSON object.");
        }
        if (!fields.problems().isEmpty()) throw ApiProblem.invalid(fields.problems());
        String json = fields.json("payload");
        String payload = json == null ? "{}" : json;

        Version version = links.find(station.id())
                .filter(StationLink::isOpen)
                .orElseThrow(() -> offline(id))
                .version();
        check(version, action, payload, validate);
        var call = new StationCommand.Call(action, payload, validate);
        String rule = SendingRules.against(station.registration(), call);
        if (rule != null && !force) throw ApiProblem.conflict("station-not-accepted", rule);
        Duration patience = timeout == null ? CommandOrder.TIMEOUT : Duration.ofSeconds(timeout);
        var order = new CommandOrder(operator.getName(), null, force, null, patience);
        String stored = CommandJson.text(Map.of("type", "Call", "action", action));
        Command sent = commands.submit(station.id(), call, stored, order);
        return outcome(commands.await(sent.id(), it -> it.state().ended(), patience.plus(TURN)), action);
    }

    private static void check(Version version, String action, String payload, boolean validate) {
        Codec codec = Codec.of(version);
        if (!codec.actions(Direction.FROM_CSMS).contains(action)) {
            throw ApiProblem.of(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "unknown-action",
                    action + " is no message that a CSMS may send in " + version.subprotocol() + ".");
        }
        if (!validate) return;
        List<FieldProblem> problems = codec.validateRequest(action, Payload.of(payload)).stream()
                .map(violation ->
                        new FieldProblem("payload" + violation.path(), violation.keyword(), violation.message()))
                .toList();
        if (!problems.isEmpty()) {
            throw ApiProblem.of(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "invalid-payload",
                    "The payload breaks the schema of " + action + ".",
                    problems);
        }
    }

    private static CallOutcome outcome(Command command, String action) {
        String id = command.id().toString();
        Sent sent = command.exchanges().isEmpty() ? null : command.exchanges().getLast();
        if (sent != null && sent.error() != null) {
            return new CallOutcome(id, action, null, ErrorView.of(sent.error()), null);
        }
        if (sent != null && sent.response() != null) {
            String problem = command.state() == State.FAILED ? command.reason() : null;
            return new CallOutcome(id, action, CommandJson.tree(sent.response()), null, problem);
        }
        if (Transmission.isSilence(command)) {
            throw ApiProblem.of(HttpStatus.GATEWAY_TIMEOUT, "station-silent", "The station gave " + command.reason());
        }
        if (!command.state().ended()) {
            throw ApiProblem.of(
                    HttpStatus.GATEWAY_TIMEOUT, "station-busy", "Other commands of this station are still under way.");
        }
        throw ApiProblem.conflict("station-offline", String.valueOf(command.reason()));
    }

    private static ApiProblem offline(String station) {
        return ApiProblem.conflict("station-offline", "The station \"" + station + "\" is not connected.");
    }
}
