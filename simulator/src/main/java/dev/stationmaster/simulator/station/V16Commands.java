package dev.stationmaster.simulator.station;

import dev.stationmaster.simulator.model.Configuration16;
import dev.stationmaster.simulator.station.StationState.Phase;
import dev.stationmaster.simulator.wire.Answer;
import dev.stationmaster.simulator.wire.Frame;
import dev.stationmaster.simulator.wire.Json;
import dev.stationmaster.simulator.wire.Outbox;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** What a 1.6 station does when it is told to. */
final class V16Commands {
    private static final Duration FLUSH = Duration.ofSeconds(3);
    private static final List<String> KNOWN_UNSUPPORTED =
            List.of("GetDiagnostics", "UpdateFirmware", "GetLog", "SignedUpdateFirmware");

    private final Parts parts;
    private final Configuration16 configuration;
    private final Speech speech;
    private final StatusReports statuses;
    private final Charging charging;
    private final Lifecycle life;
    private final Consumer<String> newPassword;
    private final AccessCommands access;
    private final ProfileCommands profiles;

    /** @param newPassword takes a changed AuthorizationKey */
    V16Commands(
            Parts parts,
            Configuration16 configuration,
            Speech speech,
            StatusReports statuses,
            Charging charging,
            Lifecycle life,
            Consumer<String> newPassword) {
        this.parts = parts;
        this.configuration = configuration;
        this.speech = speech;
        this.statuses = statuses;
        this.charging = charging;
        this.life = life;
        this.newPassword = newPassword;
        this.access = new AccessCommands(parts, configuration, charging.reservations);
        this.profiles = new ProfileCommands(parts);
    }

    Answer answer(Frame.Call call) {
        if (life.phase() == Phase.REJECTED) {
            return new Answer.Silence(); // 1.6 §4.2
        }
        parts.tell("told " + call.action());
        var said = call.payload();
        return switch (call.action()) {
            case "RemoteStartTransaction" -> remoteStart(said);
            case "RemoteStopTransaction" -> remoteStop(said);
            case "Reset" -> reset(said);
            case "UnlockConnector" -> unlock(said);
            case "ChangeAvailability" -> availability(said);
            case "TriggerMessage" -> trigger(said, false);
            case "ExtendedTriggerMessage" -> trigger(said, true);
            case "GetConfiguration" -> getConfiguration(said);
            case "ChangeConfiguration" -> changeConfiguration(said);
            case "ClearCache" -> {
                parts.tokens().clear();
                yield Answer.status(configuration.cacheTokens() ? "Accepted" : "Rejected");
            }
            case "GetLocalListVersion" -> access.version16();
            case "SendLocalList" -> access.list16(said);
            case "ReserveNow" -> access.reserve16(said);
            case "CancelReservation" -> access.cancel(said);
            case "SetChargingProfile" -> profiles.set16(said);
            case "ClearChargingProfile" -> profiles.clear16(said);
            case "GetCompositeSchedule" -> profiles.composite16(said);
            case "DataTransfer" -> Answer.status("UnknownVendorId");
            case "CertificateSigned", "DeleteCertificate", "GetInstalledCertificateIds", "InstallCertificate" ->
                parts.certificates().answer(call);
            default ->
                KNOWN_UNSUPPORTED.contains(call.action())
                        ? new Answer.Failure("NotSupported", call.action() + " is not supported")
                        : new Answer.Failure("NotImplemented", call.action() + " is not known");
        };
    }

    private Answer remoteStart(JsonNode said) {
        var wanted = said.path("connectorId");
        Evse evse = null;
        if (!wanted.isMissingNode()) {
            evse = parts.flat(wanted.asInt(-1)).map(Parts.Place::evse).orElse(null);
            if (evse == null) {
                return Answer.status("Rejected");
            }
        }
        var token = Token.card(said.path("idTag").asString(""));
        if (life.phase() != Phase.ACCEPTED) {
            return Answer.status("Rejected");
        }
        var session = charging.remoteStart(evse, token, null, false);
        session.ifPresent(begins -> profiles.withRemoteStart(begins.evse.number, said.path("chargingProfile")));
        return Answer.status(session.isPresent() ? "Accepted" : "Rejected");
    }

    private Answer remoteStop(JsonNode said) {
        var session = charging.transaction(said.path("transactionId").asString(""));
        if (session.isEmpty() || life.phase() != Phase.ACCEPTED) {
            return Answer.status("Rejected");
        }
        return Answer.status("Accepted", () -> charging.stop(session.get(), Ending.REMOTE, null));
    }

    private Answer reset(JsonNode said) {
        var hard = said.path("type").asString("").equals("Hard");
        return Answer.status("Accepted", () -> {
            charging.stopAll(hard ? Ending.HARD_RESET : Ending.SOFT_RESET);
            life.afterDelivery(hard ? Duration.ZERO : FLUSH, () -> life.reboot(BootReason.RemoteReset, false));
        });
    }

    private Answer unlock(JsonNode said) {
        var place = parts.flat(said.path("connectorId").asInt(-1));
        if (place.isEmpty()) {
            return Answer.status("NotSupported");
        }
        var session = place.get().evse().session;
        return Answer.status("Unlocked", () -> {
            if (session != null && Charging.busy(session.evse)) {
                charging.stop(session, Ending.UNLOCKED, null);
            }
        });
    }

    private Answer availability(JsonNode said) {
        var operative = said.path("type").asString("").equals("Operative");
        var connector = said.path("connectorId").asInt(-1);
        if (connector != 0) {
            var place = parts.flat(connector);
            return place.isEmpty()
                    ? Answer.status("Rejected")
                    : Answer.status(charging.availability(place.get().evse(), operative) ? "Accepted" : "Scheduled");
        }
        var whole = parts.whole();
        var now = operative || charging.idle();
        if (now) {
            whole.operative = operative;
            whole.operativeLater = null;
        } else {
            whole.operativeLater = false;
        }
        parts.evses().forEach(evse -> charging.availability(evse, operative));
        return Answer.status(now ? "Accepted" : "Scheduled", statuses::refresh);
    }

    private Answer trigger(JsonNode said, boolean extended) {
        var connector = said.path("connectorId");
        var number = connector.asInt(0);
        if (!connector.isMissingNode() && (number < 1 || parts.flat(number).isEmpty())) {
            return Answer.status("Rejected");
        }
        var outbox = parts.outbox();
        return switch (said.path("requestedMessage").asString("")) {
            case "BootNotification" -> Answer.status("Accepted", life::registerTriggered);
            case "Heartbeat" -> Answer.status("Accepted", () -> life.sendHeartbeat(true));
            case "StatusNotification" ->
                Answer.status("Accepted", () -> {
                    if (number == 0) {
                        statuses.triggered(null, parts.whole());
                    }
                    each(number, statuses::triggered);
                });
            case "MeterValues" ->
                Answer.status(
                        "Accepted", () -> each(number, (evse, _) -> speech.triggered(evse, evse.read(parts.clock()))));
            case "SignChargePointCertificate" ->
                extended
                        ? Answer.status("Accepted", () -> parts.certificates().request(null))
                        : Answer.status("NotImplemented");
            case "DiagnosticsStatusNotification" -> idle(outbox, "DiagnosticsStatusNotification");
            case "FirmwareStatusNotification" -> idle(outbox, "FirmwareStatusNotification");
            case "LogStatusNotification" -> idle(outbox, "LogStatusNotification");
            default -> Answer.status("NotImplemented");
        };
    }

    private static Answer idle(Outbox outbox, String action) {
        return Answer.status(
                "Accepted", () -> outbox.sendEarly(action, Json.object().put("status", "Idle"), _ -> {}));
    }

    private void each(int flatNumber, BiConsumer<Evse, Connector> task) {
        for (var evse : parts.evses()) {
            for (var connector : evse.connectors) {
                if (flatNumber == 0 || flatNumber == connector.flatNumber) {
                    task.accept(evse, connector);
                }
            }
        }
    }

    private Answer getConfiguration(JsonNode said) {
        return Configuration16.tooMany(said.path("key"))
                ? new Answer.Failure("OccurenceConstraintViolation", "more keys than GetConfigurationMaxKeys")
                : Answer.of(configuration.report(said.path("key")));
    }

    private Answer changeConfiguration(JsonNode said) {
        var key = said.path("key").asString("");
        var value = said.path("value").asString("");
        if (parts.config().traits().refusals().refuses(key)) {
            return Answer.status("Rejected");
        }
        if (key.equalsIgnoreCase("SecurityProfile")) {
            return securityProfile(value);
        }
        var change = configuration.change(key, value);
        return Answer.status(change.name(), () -> {
            if (change == Configuration16.Change.Accepted) {
                switch (key.toLowerCase(Locale.ROOT)) {
                    case "authorizationkey" -> newPassword.accept(value);
                    case "heartbeatinterval" -> life.beat();
                    case "clockaligneddatainterval" -> life.alignedReadings();
                    default -> {}
                }
            }
        });
    }

    /** Only upwards (Security Whitepaper A05.FR.01 to A05.FR.05); the line is dropped and dialled anew. */
    private Answer securityProfile(String value) {
        var accepted = value.matches("[1-3]") && parts.certificates().raise(Integer.parseInt(value));
        if (!accepted) {
            return Answer.status("Rejected");
        }
        configuration.preset("SecurityProfile", value);
        return Answer.status("Accepted", life::reconnect);
    }
}
