package dev.stationmaster.command;

import dev.stationmaster.ocpp.Version;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/** Looks ahead: what would speak against a command if its turn came now. Nothing is stored and nothing is sent. */
@Service
public class CommandOutlook {
    private static final String PLACE = "http://localhost/file";
    private static final String PASSWORD = "0123456789abcdef";

    private final CommandBody bodies;
    private final CommandListeners listeners;
    private final Encoding encoding;
    private final InstantSource clock;

    CommandOutlook(CommandBody bodies, CommandListeners listeners, Encoding encoding, InstantSource clock) {
        this.bodies = bodies;
        this.listeners = listeners;
        this.encoding = encoding;
        this.clock = clock;
    }

    /** What kind of reason speaks against it. */
    public enum Ground {
        /** The station's registration, or a rule of a feature. */
        RULE,
        /** The protocol version cannot say it, or forbids it. */
        VERSION
    }

    /** @param reason in words */
    public record Objection(Ground ground, String reason) {}

    /**
     * Whether the fields are a command.
     *
     * @param body the fields of a typed command, {@code type} among them
     * @throws ApiProblem naming every field that is wrong, and the rule
     */
    public void check(StationId station, JsonNode body) {
        CommandResource.order(body, null, "nobody");
        bodies.read(station, body, false);
    }

    /**
     * What speaks against it; empty when nothing does that can be known before.
     *
     * @param version that the station speaks, or spoke last
     */
    public Optional<Objection> against(StationId station, Version version, JsonNode body) {
        boolean force = body.path("force").asBoolean(false);
        StationCommand command;
        try {
            command = completed(bodies.read(station, body, force));
        } catch (ApiProblem wrong) {
            return Optional.of(new Objection(Ground.RULE, String.valueOf(wrong.getMessage())));
        }
        String rule = force ? null : listeners.against(station, command);
        if (rule != null) return Optional.of(new Objection(Ground.RULE, rule));
        return encoding.encode(command, station, version, force) instanceof Encoded.Unsupported(String reason)
                ? Optional.of(new Objection(Ground.VERSION, reason))
                : Optional.empty();
    }

    /** With a stand-in for what is filled in only when its turn has come. */
    private StationCommand completed(StationCommand command) {
        Instant now = clock.instant();
        return switch (command) {
            case StationCommand.UpdateFirmware update ->
                new StationCommand.UpdateFirmware(
                        update.image(),
                        update.retrieveAt() == null ? now : update.retrieveAt(),
                        update.installAt(),
                        update.signingCertificate(),
                        update.signature(),
                        update.expectedVersion(),
                        update.transfer().to(PLACE, 1));
            case StationCommand.PublishFirmware publish ->
                new StationCommand.PublishFirmware(
                        publish.image(), "0".repeat(32), publish.transfer().to(PLACE, 1));
            case StationCommand.GetLog log ->
                new StationCommand.GetLog(
                        log.logType(), log.since(), log.until(), log.transfer().to(PLACE, 1));
            case StationCommand.GetDiagnostics log ->
                new StationCommand.GetDiagnostics(
                        log.since(), log.until(), log.transfer().to(PLACE, 1));
            case StationCommand.ChangePassword _ -> new StationCommand.ChangePassword(PASSWORD);
            default -> command;
        };
    }
}
