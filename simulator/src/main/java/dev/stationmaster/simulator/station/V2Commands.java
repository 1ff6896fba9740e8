package dev.stationmaster.simulator.station;

import dev.stationmaster.simulator.model.Settings;
import dev.stationmaster.simulator.station.StationState.Phase;
import dev.stationmaster.simulator.wire.Answer;
import dev.stationmaster.simulator.wire.Frame;
import dev.stationmaster.simulator.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a 2.x station does when it is told to; variables and reports are {@link V2Variables}' part. */
final class V2Commands {
    private static final Duration FLUSH = Duration.ofSeconds(1);

    private final Parts parts;
    private final V2Variables variables;
    private final V2Speech speech;
    private final StatusReports statuses;
    private final Charging charging;
    private final Lifecycle life;
    private final AccessCommands access;
    private final ProfileCommands profiles;
    private final Display display;

    V2Commands(
            Parts parts,
            V2Variables variables,
            V2Speech speech,
            StatusReports statuses,
            Charging charging,
            Lifecycle life,
            Settings settings) {
        this.parts = parts;
        this.variables = variables;
        this.speech = speech;
        this.statuses = statuses;
        this.charging = charging;
        this.life = life;
        this.access = new AccessCommands(parts, settings, charging.reservations);
        this.profiles = new ProfileCommands(parts);
        this.display = new Display(parts, charging);
    }

    Answer answer(Frame.Call call) {
        if (life.phase() == Phase.REJECTED) {
            return new Answer.Failure("SecurityError", "registration was rejected"); // B03.FR.08
        }
        parts.tell("told " + call.action());
        var said = call.payload();
        return switch (call.action()) {
            case "RequestStartTransaction" -> start(said);
            case "RequestStopTransaction" -> stop(said);
            case "Reset" -> reset(said);
            case "UnlockConnector" -> unlock(said);
            case "ChangeAvailability" -> availability(said);
            case "TriggerMessage" -> trigger(said);
            case "GetVariables" -> variables.get(said);
            case "SetVariables" -> variables.set(said);
            case "GetBaseReport" -> variables.baseReport(said);
            case "GetReport" -> variables.report(said);
            case "SetNetworkProfile" -> variables.networkProfile(said);
            case "GetTransactionStatus" -> transactionStatus(said);
            case "ClearCache" -> {
                parts.tokens().clear();
                yield Answer.status("Accepted");
            }
            case "GetLocalListVersion" -> access.version2();
            case "SendLocalList" -> access.list2(said);
            case "ReserveNow" -> access.reserve2(said);
            case "CancelReservation" -> access.cancel(said);
            case "SetChargingProfile" -> profiles.set2(said);
            case "ClearChargingProfile" -> profiles.clear2(said);
            case "GetCompositeSchedule" -> profiles.composite2(said);
            case "GetChargingProfiles" -> profiles.report(said);
            case "SetDisplayMessage" -> display.set(said);
            case "GetDisplayMessages" -> display.get(said);
            case "ClearDisplayMessage" -> display.clear(said);
            case "CostUpdated" -> display.cost(said);
            case "DataTransfer" -> Answer.status("UnknownVendorId");
            case "CertificateSigned", "DeleteCertificate", "GetInstalledCertificateIds", "InstallCertificate" ->
                parts.certificates().answer(call);
            default ->
                KnownActions.V2.contains(call.action())
                        ? new Answer.Failure("NotSupported", call.action() + " is not supported")
                        : new Answer.Failure("NotImplemented", call.action() + " is not known");
        };
    }

    private Answer start(JsonNode said) {
        var wanted = said.path("evseId");
        var evse = parts.evse(wanted.asInt(0)).orElse(null);
        if (life.phase() != Phase.ACCEPTED || (!wanted.isMissingNode() && evse == null)) {
            return Answer.status("Rejected");
        }
        var type = said.path("idToken").path("type").asString("Central");
        var token = new Token(said.path("idToken").path("idToken").asString(""), type);
        var remoteStartId = said.path("remoteStartId").asInt(0);
        return charging.remoteStart(evse, token, remoteStartId, type.equals("Central"))
                .map(session -> {
                    profiles.withRemoteStart(session.evse.number, said.path("chargingProfile"));
                    return Answer.of(Json.object()
                            .put("status", "Accepted")
                            .put("transactionId", session.begun ? session.transactionId : null));
                })
                .orElseGet(() -> Answer.status("Rejected"));
    }

    private Answer stop(JsonNode said) {
        var session = charging.transaction(said.path("transactionId").asString(""));
        if (session.isEmpty() || life.phase() != Phase.ACCEPTED) {
            return Answer.status("Rejected");
        }
        return Answer.status("Accepted", () -> charging.stop(session.get(), Ending.REMOTE, null));
    }

    private Answer reset(JsonNode said) {
        var onIdle = said.path("type").asString("").equals("OnIdle");
        var number = said.path("evseId");
        if (!number.isMissingNode()) {
            return parts.evse(number.asInt(0))
                    .map(evse -> resetEvse(evse, onIdle))
                    .orElseGet(() -> Answer.status("Rejected"));
        }
        if (said.path("type").asString("").equals("ImmediateAndResume")) {
            return Answer.status("Rejected"); // 2.1 B13.FR.01: there is no ResumptionTimeout
        }
        if (onIdle && !charging.idle()) {
            charging.whenIdle(() -> life.afterDelivery(FLUSH, () -> reboot(BootReason.ScheduledReset)));
            return Answer.status("Scheduled");
        }
        return Answer.status("Accepted", () -> {
            charging.stopAll(Ending.HARD_RESET);
            life.afterDelivery(FLUSH, () -> reboot(BootReason.RemoteReset));
        });
    }

    /** The network profile that is wanted most is the one to connect with. */
    private void reboot(BootReason reason) {
        variables.useNetworkProfile();
        life.reboot(reason, false);
    }

    private Answer resetEvse(Evse evse, boolean onIdle) {
        if (onIdle && Charging.busy(evse)) {
            charging.whenIdle(() -> restart(evse));
            return Answer.status("Scheduled");
        }
        return Answer.status("Accepted", () -> {
            if (evse.session != null) {
                charging.stop(evse.session, Ending.HARD_RESET, null);
            }
            restart(evse);
        });
    }

    private void restart(Evse evse) {
        charging.availability(evse, false);
        parts.clock().after(parts.config().tuning().rebootTime(), () -> charging.availability(evse, true));
    }

    private Answer unlock(JsonNode said) {
        var evse = parts.evse(said.path("evseId").asInt(0));
        var connector = said.path("connectorId").asInt(0);
        if (evse.isEmpty() || connector < 1 || connector > evse.get().connectors.size()) {
            return Answer.status("UnknownConnector");
        }
        var session = evse.get().session;
        return Answer.status(session != null && session.authorized() ? "OngoingAuthorizedTransaction" : "Unlocked");
    }

    private Answer availability(JsonNode said) {
        var operative = said.path("operationalStatus").asString("").equals("Operative");
        if (said.has("evse")) {
            var evse = parts.evse(said.path("evse").path("id").asInt(0));
            return evse.isEmpty()
                    ? Answer.status("Rejected")
                    : Answer.status(charging.availability(evse.get(), operative) ? "Accepted" : "Scheduled");
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

    private Answer trigger(JsonNode said) {
        var at = said.path("evse");
        var evse = parts.evse(at.path("id").asInt(0));
        if (!at.isMissingNode() && evse.isEmpty()) {
            return Answer.status("Rejected");
        }
        return switch (said.path("requestedMessage").asString("")) {
            case "BootNotification" ->
                life.phase() == Phase.ACCEPTED // F06.FR.17
                        ? Answer.status("Rejected")
                        : Answer.status("Accepted", life::registerTriggered);
            case "Heartbeat" -> Answer.status("Accepted", () -> life.sendHeartbeat(true));
            case "StatusNotification" ->
                triggerStatus(evse, at.path("connectorId").asInt(0));
            case "MeterValues" -> Answer.status("Accepted", () -> triggerReadings(evse));
            case "TransactionEvent" -> triggerEvents(evse);
            case "SignChargingStationCertificate", "SignCombinedCertificate" ->
                Answer.status("Accepted", () -> parts.certificates().request(null));
            case "SignV2GCertificate" ->
                Answer.status("Accepted", () -> parts.certificates().request("V2GCertificate"));
            case "FirmwareStatusNotification" -> idle("FirmwareStatusNotification");
            case "LogStatusNotification" -> idle("LogStatusNotification");
            default -> Answer.status("NotImplemented");
        };
    }

    /** F06.FR.13: both numbers are needed. */
    private Answer triggerStatus(Optional<Evse> evse, int connector) {
        if (evse.isEmpty() || connector < 1 || connector > evse.get().connectors.size()) {
            return Answer.status("Rejected");
        }
        return Answer.status(
                "Accepted", () -> statuses.triggered(evse.get(), evse.get().connector(connector)));
    }

    private void triggerReadings(Optional<Evse> wanted) {
        wanted.map(List::of).orElse(parts.evses()).forEach(evse -> speech.triggered(evse, evse.read(parts.clock())));
    }

    private Answer triggerEvents(Optional<Evse> wanted) {
        var sessions = wanted.map(List::of).orElse(parts.evses()).stream()
                .map(evse -> evse.session)
                .filter(session -> session != null && session.begun)
                .toList();
        return sessions.isEmpty()
                ? Answer.status("Rejected")
                : Answer.status(
                        "Accepted",
                        () -> sessions.forEach(
                                session -> speech.triggeredEvent(session, session.evse.read(parts.clock()))));
    }

    private Answer idle(String action) {
        return Answer.status(
                "Accepted", () -> parts.outbox().sendEarly(action, Json.object().put("status", "Idle"), _ -> {}));
    }

    /** E14: without an id only whether anything waits. */
    private Answer transactionStatus(JsonNode said) {
        var waiting = parts.outbox().waitingFacts() > 0;
        if (!said.has("transactionId")) {
            return Answer.of(Json.object().put("messagesInQueue", waiting));
        }
        var id = said.path("transactionId").asString("");
        var ongoing = charging.transaction(id).isPresent();
        var mine = waiting && parts.outbox().waitsWith(id);
        return Answer.of(Json.object().put("ongoingIndicator", ongoing).put("messagesInQueue", mine));
    }
}
