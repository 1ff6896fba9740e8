package dev.stationmaster.protocol.v16;

import dev.stationmaster.command.ChargingProfile;
import dev.stationmaster.command.CommandAnswer;
import dev.stationmaster.command.CommandEncoder;
import dev.stationmaster.command.Encoded;
import dev.stationmaster.command.Encoded.Calls;
import dev.stationmaster.command.Encoded.Unsupported;
import dev.stationmaster.command.Expectation;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.command.StationCommand.Call;
import dev.stationmaster.command.StationCommand.CancelReservation;
import dev.stationmaster.command.StationCommand.CertificateSigned;
import dev.stationmaster.command.StationCommand.ChangeAvailability;
import dev.stationmaster.command.StationCommand.ChangePassword;
import dev.stationmaster.command.StationCommand.ClearCache;
import dev.stationmaster.command.StationCommand.ClearChargingProfile;
import dev.stationmaster.command.StationCommand.CostUpdated;
import dev.stationmaster.command.StationCommand.DataTransfer;
import dev.stationmaster.command.StationCommand.DeleteCertificate;
import dev.stationmaster.command.StationCommand.GetBaseReport;
import dev.stationmaster.command.StationCommand.GetChargingProfiles;
import dev.stationmaster.command.StationCommand.GetCompositeSchedule;
import dev.stationmaster.command.StationCommand.GetDiagnostics;
import dev.stationmaster.command.StationCommand.GetInstalledCertificateIds;
import dev.stationmaster.command.StationCommand.GetLocalListVersion;
import dev.stationmaster.command.StationCommand.GetLog;
import dev.stationmaster.command.StationCommand.GetReport;
import dev.stationmaster.command.StationCommand.GetTransactionStatus;
import dev.stationmaster.command.StationCommand.GetVariables;
import dev.stationmaster.command.StationCommand.InstallCertificate;
import dev.stationmaster.command.StationCommand.PublishFirmware;
import dev.stationmaster.command.StationCommand.RaiseSecurityProfile;
import dev.stationmaster.command.StationCommand.RemoteStart;
import dev.stationmaster.command.StationCommand.RemoteStop;
import dev.stationmaster.command.StationCommand.RenewCertificate;
import dev.stationmaster.command.StationCommand.ReserveNow;
import dev.stationmaster.command.StationCommand.Reset;
import dev.stationmaster.command.StationCommand.SendLocalList;
import dev.stationmaster.command.StationCommand.SetChargingProfile;
import dev.stationmaster.command.StationCommand.SetNetworkProfile;
import dev.stationmaster.command.StationCommand.SetVariables;
import dev.stationmaster.command.StationCommand.SyncLocalList;
import dev.stationmaster.command.StationCommand.TriggerMessage;
import dev.stationmaster.command.StationCommand.UnlockConnector;
import dev.stationmaster.command.StationCommand.UnpublishFirmware;
import dev.stationmaster.command.StationCommand.UpdateFirmware;
import dev.stationmaster.devicemodel.Variable;
import dev.stationmaster.ocpp.Codec;
import dev.stationmaster.ocpp.Payload;
import dev.stationmaster.ocpp.Policy;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.ocpp.v16.ChangeAvailabilityRequest;
import dev.stationmaster.ocpp.v16.ClearCacheRequest;
import dev.stationmaster.ocpp.v16.DataTransferRequest;
import dev.stationmaster.ocpp.v16.RemoteStartTransactionRequest;
import dev.stationmaster.ocpp.v16.RemoteStopTransactionRequest;
import dev.stationmaster.ocpp.v16.ResetRequest;
import dev.stationmaster.ocpp.v16.StatusNotificationRequest;
import dev.stationmaster.ocpp.v16.UnlockConnectorRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Commands as OCPP 1.6 CALLs. Which connector of the wire an EVSE is, {@link V16Numbering} tells. */
@Component
final class V16OutboundCommands implements CommandEncoder {
    static final Codec CODEC = Codec.of(Version.V16);
    private static final int MAX_ID_TAG = 20;
    private static final Duration SOON = Duration.ofSeconds(60);

    @Override
    public Set<Version> versions() {
        return Set.of(Version.V16);
    }

    @Override
    public Encoded encode(StationCommand command, Context context) {
        return switch (command) {
            case RemoteStart start -> remoteStart(start, context);
            case RemoteStop stop -> remoteStop(stop);
            case Reset reset -> reset(reset);
            case UnlockConnector unlock -> unlock(unlock, context);
            case ChangeAvailability change -> changeAvailability(change, context);
            case TriggerMessage trigger -> V16OutboundTrigger.encode(trigger, context);
            case ClearCache _ -> new Calls(call("ClearCache", new ClearCacheRequest()));
            case DataTransfer transfer ->
                new Calls(call(
                        "DataTransfer",
                        new DataTransferRequest(transfer.vendorId(), transfer.messageId(), text(transfer.data()))));
            case GetTransactionStatus _ -> new Unsupported("1.6 cannot ask for the state of a transaction");
            case GetVariables get -> V16OutboundVariables.read(get, context);
            case SetVariables set -> V16OutboundVariables.write(set);
            case GetBaseReport report -> V16OutboundVariables.report(report, context);
            case GetReport report -> V16OutboundVariables.report(report, context);
            case ChangePassword change -> V16OutboundVariables.password(change);
            case InstallCertificate install -> V16OutboundSecurity.install(install);
            case DeleteCertificate delete -> V16OutboundSecurity.delete(delete);
            case GetInstalledCertificateIds list -> V16OutboundSecurity.list(list);
            case CertificateSigned signed -> V16OutboundSecurity.signed(signed);
            case RenewCertificate renew -> V16OutboundSecurity.renew(renew, context);
            case SetNetworkProfile _ -> new Unsupported("1.6 has no network profiles");
            case RaiseSecurityProfile raise -> V16OutboundSecurity.raise(raise);
            case SetChargingProfile set -> V16OutboundCharging.set(set, context);
            case ClearChargingProfile clear -> V16OutboundCharging.clear(clear, context);
            case GetCompositeSchedule get -> V16OutboundCharging.composite(get, context);
            case GetChargingProfiles _ -> new Unsupported("1.6 cannot ask a station for its charging profiles");
            case UpdateFirmware update -> V16OutboundTransfers.updateFirmware(update, context);
            case PublishFirmware _, UnpublishFirmware _ -> new Unsupported("1.6 has no local controllers");
            case GetLog get -> V16OutboundTransfers.getLog(get);
            case GetDiagnostics get -> V16OutboundTransfers.getDiagnostics(get);
            case GetLocalListVersion _ -> V16OutboundAccess.version();
            case SendLocalList send -> V16OutboundAccess.send(send);
            case SyncLocalList _ -> V16OutboundAccess.inSteps();
            case ReserveNow reserve -> V16OutboundAccess.reserve(reserve, context);
            case CancelReservation cancel -> V16OutboundAccess.cancel(cancel);
            case CostUpdated _ -> new Unsupported("1.6 has no message for the cost");
            case StationCommand.SetDisplayMessage _,
                    StationCommand.GetDisplayMessages _,
                    StationCommand.ClearDisplayMessage _ -> new Unsupported("1.6 has no display messages");
            case StationCommand.SetMonitoringBase _,
                    StationCommand.SetMonitoringLevel _,
                    StationCommand.SetVariableMonitoring _,
                    StationCommand.ClearVariableMonitoring _,
                    StationCommand.GetMonitoringReport _ -> new Unsupported("1.6 has no monitors");
            case StationCommand.CustomerInformation _ ->
                new Unsupported("1.6 cannot be asked what it knows of a customer");
            case Call raw -> raw(raw);
        };
    }

    private static Encoded remoteStart(RemoteStart start, Context context) {
        String idTag = start.idToken().value();
        if (idTag.length() > MAX_ID_TAG) {
            return new Unsupported("an idTag of 1.6 has at most 20 characters (1.6 §7.28)");
        }
        Integer connector = V16Numbering.connector(context, start.evse(), start.connector());
        ChargingProfile profile = start.chargingProfile();
        String unsayable = profile == null ? null : V16OutboundCharging.unsayable(profile);
        if (unsayable != null) return new Unsupported(unsayable);
        var request = new RemoteStartTransactionRequest(
                idTag, connector, profile == null ? null : V16OutboundCharging.wire(profile));
        return new Calls(
                call("RemoteStartTransaction", request),
                new Expectation.TransactionStart(
                        null,
                        start.idToken(),
                        connector == null
                                ? null
                                : context.connectors().place(connector).evse(),
                        context.startWithin(Variable.key("ConnectionTimeOut"))));
    }

    private static Encoded remoteStop(RemoteStop stop) {
        try {
            int id = Integer.parseInt(stop.transactionId());
            return new Calls(
                    call("RemoteStopTransaction", new RemoteStopTransactionRequest(id)),
                    new Expectation.TransactionEnd(stop.transactionId()));
        } catch (NumberFormatException e) {
            return new Unsupported("a transaction of 1.6 has a number, not \"" + stop.transactionId() + "\"");
        }
    }

    /** Soft ends running transactions (§5.14): it must not stand in for OnIdle. */
    private static Encoded reset(Reset reset) {
        if (reset.evse() != null) return new Unsupported("1.6 can reset the whole station only");
        String type =
                switch (reset.how()) {
                    case "Immediate", "Hard" -> "Hard";
                    case "Soft" -> "Soft";
                    default -> "";
                };
        if (type.isEmpty()) {
            return new Unsupported(
                    "1.6 knows no reset " + reset.how() + ": Soft ends transactions, Hard does not wait");
        }
        return new Calls(
                call("Reset", new ResetRequest(type)),
                new Expectation.Message(
                        Set.of("BootNotification"),
                        _ -> true,
                        "station restarted (BootNotification)",
                        Duration.ofMinutes(5),
                        false));
    }

    private static Encoded unlock(UnlockConnector unlock, Context context) {
        Integer connector = V16Numbering.connector(context, unlock.evse(), unlock.connector());
        if (connector == null) return new Unsupported("1.6 unlocks one connector: which?");
        return new Calls(call("UnlockConnector", new UnlockConnectorRequest(connector)));
    }

    private static Encoded changeAvailability(ChangeAvailability change, Context context) {
        Integer evse = change.evse();
        Integer number = change.connector();
        List<Integer> connectors =
                evse == null ? List.of(number == null ? 0 : number) : V16Numbering.connectors(context, evse, number);
        String type = change.operational() ? "Operative" : "Inoperative";
        Predicate<StatusNotificationRequest> fits =
                status -> (connectors.contains(0) || connectors.contains(status.connectorId()))
                        && status.status().equals("Unavailable") != change.operational();
        return new Calls(
                connectors.stream()
                        .map(one -> call("ChangeAvailability", new ChangeAvailabilityRequest(one, type)))
                        .toList(),
                new Expectation.Message(
                        Set.of("StatusNotification"),
                        payload -> matches(StatusNotificationRequest.class, payload, fits),
                        "status " + (change.operational() ? "operative" : "Unavailable") + " reported",
                        SOON,
                        false),
                "");
    }

    /** Triggers of the raw door open the same exceptions for a Pending station as typed ones, and values told or set are known. */
    private static Encoded raw(Call raw) {
        var call = new Encoded.Call(
                raw.action(), raw.payload().getBytes(StandardCharsets.UTF_8), V16OutboundVariables.readerOf(raw));
        return new Calls(
                List.of(call),
                V16OutboundTrigger.expectedBy(raw),
                raw.action().equals("ChangeConfiguration") ? "set" : "get");
    }

    static Encoded.Call call(String action, Object request) {
        return new Encoded.Call(action, CODEC.encode(request), CommandAnswer::read);
    }

    static <T> boolean matches(Class<T> type, Payload payload, Predicate<T> fits) {
        var decoded = CODEC.decode(type, payload, Policy.TOLERANT);
        return decoded.isValid() && fits.test(decoded.orThrow());
    }

    /** 1.6 transfers text: a JSON string as what it holds, anything else as its JSON. */
    private static @Nullable String text(@Nullable String json) {
        return json == null ? null : CommandAnswer.plainText(json);
    }
}
