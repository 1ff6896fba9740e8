package dev.stationmaster.protocol.v2;

import dev.stationmaster.authorization.IdToken;
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
import dev.stationmaster.ocpp.JsonValue;
import dev.stationmaster.ocpp.Policy;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.ocpp.v2.ChangeAvailabilityRequest;
import dev.stationmaster.ocpp.v2.ClearCacheRequest;
import dev.stationmaster.ocpp.v2.DataTransferRequest;
import dev.stationmaster.ocpp.v2.EVSE;
import dev.stationmaster.ocpp.v2.GetTransactionStatusRequest;
import dev.stationmaster.ocpp.v2.GetTransactionStatusResponse;
import dev.stationmaster.ocpp.v2.RequestStartTransactionRequest;
import dev.stationmaster.ocpp.v2.RequestStopTransactionRequest;
import dev.stationmaster.ocpp.v2.ResetRequest;
import dev.stationmaster.ocpp.v2.UnlockConnectorRequest;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Commands as CALLs of OCPP 2.0.1 and 2.1; what only 2.1 has does not leave for a 2.0.1 station. */
@Component
final class V2OutboundCommands implements CommandEncoder {
    @Override
    public Set<Version> versions() {
        return Set.of(Version.V201, Version.V21);
    }

    @Override
    public Encoded encode(StationCommand command, Context context) {
        Codec codec = Codec.of(context.version());
        return switch (command) {
            case RemoteStart start -> remoteStart(start, codec, context);
            // By the station's own id of the transaction (F03.FR.01).
            case RemoteStop(String id) ->
                new Calls(
                        call(codec, "RequestStopTransaction", new RequestStopTransactionRequest(id, null)),
                        new Expectation.TransactionEnd(id));
            case Reset reset -> reset(reset, codec);
            case UnlockConnector unlock -> unlock(unlock, codec);
            case ChangeAvailability change -> changeAvailability(change, codec);
            case TriggerMessage trigger -> V2OutboundTrigger.encode(trigger, codec, context.force());
            case ClearCache _ -> new Calls(call(codec, "ClearCache", new ClearCacheRequest(null)));
            case DataTransfer transfer -> new Calls(dataTransfer(transfer, codec));
            case GetTransactionStatus ask -> new Calls(transactionStatus(ask, codec));
            case GetVariables get -> V2OutboundVariables.read(get, codec, context);
            case SetVariables set -> V2OutboundVariables.write(set, codec, context);
            case GetBaseReport report -> V2OutboundReports.encode(report, codec, context);
            case GetReport report -> V2OutboundReports.encode(report, codec, context);
            case ChangePassword change -> V2OutboundVariables.password(change, codec, context);
            case InstallCertificate install -> V2OutboundSecurity.install(install, codec);
            case DeleteCertificate delete -> V2OutboundSecurity.delete(delete, codec);
            case GetInstalledCertificateIds list -> V2OutboundSecurity.list(list, codec);
            case CertificateSigned signed -> V2OutboundSecurity.signed(signed, codec);
            case RenewCertificate renew -> V2OutboundSecurity.renew(renew, codec, context);
            case SetNetworkProfile set -> V2OutboundSecurity.network(set, codec);
            case RaiseSecurityProfile raise -> V2OutboundSecurity.raise(raise, codec, context);
            case SetChargingProfile set -> V2OutboundCharging.set(set, codec);
            case ClearChargingProfile clear -> V2OutboundCharging.clear(clear, codec);
            case GetCompositeSchedule get -> V2OutboundCharging.composite(get, codec);
            case GetChargingProfiles get -> V2OutboundCharging.profiles(get, codec, context);
            case UpdateFirmware update -> V2OutboundTransfers.updateFirmware(update, codec);
            case PublishFirmware publish -> V2OutboundTransfers.publish(publish, codec);
            case UnpublishFirmware unpublish -> V2OutboundTransfers.unpublish(unpublish, codec);
            case GetLog get -> V2OutboundTransfers.getLog(get, codec);
            case GetDiagnostics _ -> new Unsupported("2.x has GetLog for this (N01)");
            case GetLocalListVersion _ -> V2OutboundAccess.version(codec);
            case SendLocalList send -> V2OutboundAccess.send(send, codec);
            case SyncLocalList _ -> V2OutboundAccess.inSteps();
            case ReserveNow reserve -> V2OutboundAccess.reserve(reserve, codec);
            case CancelReservation cancel -> V2OutboundAccess.cancel(cancel, codec);
            case CostUpdated cost -> V2OutboundDisplay.cost(cost, codec);
            case StationCommand.SetDisplayMessage set -> V2OutboundDisplay.set(set, codec);
            case StationCommand.GetDisplayMessages get -> V2OutboundDisplay.get(get, codec, context);
            case StationCommand.ClearDisplayMessage clear -> V2OutboundDisplay.clear(clear, codec);
            case StationCommand.SetMonitoringBase set -> V2OutboundMonitoring.base(set, codec);
            case StationCommand.SetMonitoringLevel set -> V2OutboundMonitoring.level(set, codec);
            case StationCommand.SetVariableMonitoring set -> V2OutboundMonitoring.set(set, codec, context);
            case StationCommand.ClearVariableMonitoring clear -> V2OutboundMonitoring.clear(clear, codec, context);
            case StationCommand.GetMonitoringReport get -> V2OutboundMonitoring.report(get, codec, context);
            case StationCommand.CustomerInformation ask -> V2OutboundMonitoring.customer(ask, codec);
            case Call raw -> V2OutboundReports.raw(raw, codec);
        };
    }

    /** F01, F02; a number of its own unless one is given (F01.FR.13), a profile only for this transaction (F02.FR.17, F02.FR.19). */
    private static Encoded remoteStart(RemoteStart start, Codec codec, Context context) {
        if (start.evse() == null && start.connector() != null) {
            return new Unsupported("2.x starts on an EVSE, not on a connector: name the evse (F01)");
        }
        Integer wanted = start.remoteStartId();
        int remoteStartId = wanted == null ? context.nextRequestId() : wanted;
        IdToken group = start.group();
        ChargingProfile profile = start.chargingProfile();
        var request = RequestStartTransactionRequest.builder()
                .idToken(token(start.idToken()))
                .remoteStartId(remoteStartId)
                .evseId(start.evse())
                .groupIdToken(group == null ? null : token(group))
                .chargingProfile(profile == null ? null : V2OutboundCharging.wire(profile))
                .build();
        return new Calls(
                call(codec, "RequestStartTransaction", request),
                new Expectation.TransactionStart(
                        remoteStartId,
                        start.idToken(),
                        start.evse(),
                        context.startWithin(Variable.of("TxCtrlr", "EVConnectionTimeOut", null))));
    }

    /** A card is what operators mean by a token of which they tell no type. */
    static dev.stationmaster.ocpp.v2.IdToken token(IdToken token) {
        String type = token.type().equals(IdToken.UNTYPED) ? "ISO14443" : token.type();
        return new dev.stationmaster.ocpp.v2.IdToken(token.value(), type, null, null);
    }

    /** The reset of one EVSE is followed by no BootNotification (B11.FR.08 ff.). */
    private static Encoded reset(Reset reset, Codec codec) {
        if (reset.how().equals("Hard") || reset.how().equals("Soft")) {
            return new Unsupported("2.x resets Immediate or OnIdle; Hard and Soft are words of 1.6");
        }
        var call = call(codec, "Reset", new ResetRequest(reset.how(), reset.evse(), null));
        if (reset.evse() != null) return new Calls(call);
        return new Calls(
                call,
                new Expectation.Message(
                        Set.of("BootNotification"),
                        _ -> true,
                        "station restarted (BootNotification)",
                        Duration.ofMinutes(5),
                        false));
    }

    private static Encoded unlock(UnlockConnector unlock, Codec codec) {
        Integer evse = unlock.evse();
        Integer connector = unlock.connector();
        if (evse == null || connector == null) return new Unsupported("2.x unlocks by evse and connector (F05)");
        return new Calls(call(codec, "UnlockConnector", new UnlockConnectorRequest(evse, connector, null)));
    }

    /** Without evse the station is meant, and the field stays away. */
    private static Encoded changeAvailability(ChangeAvailability change, Codec codec) {
        if (change.evse() == null && change.connector() != null) {
            return new Unsupported("2.x names a connector within its EVSE: evse is needed (G03)");
        }
        String status = change.operational() ? "Operative" : "Inoperative";
        return new Calls(
                call(
                        codec,
                        "ChangeAvailability",
                        new ChangeAvailabilityRequest(status, evse(change.evse(), change.connector()), null)),
                V2OutboundTrigger.availability(change, codec));
    }

    private static Encoded.Call dataTransfer(DataTransfer transfer, Codec codec) {
        String data = transfer.data();
        var request = DataTransferRequest.builder()
                .vendorId(transfer.vendorId())
                .messageId(transfer.messageId())
                .data(data == null ? null : new JsonValue(data))
                .build();
        return call(codec, "DataTransfer", request);
    }

    private static Encoded.Call transactionStatus(GetTransactionStatus ask, Codec codec) {
        var request = new GetTransactionStatusRequest(ask.transactionId(), null);
        return new Encoded.Call("GetTransactionStatus", codec.encode(request), payload -> {
            var response = codec.decode(GetTransactionStatusResponse.class, payload, Policy.TOLERANT)
                    .orThrow();
            String queue = response.messagesInQueue() ? "messages are still in its queue" : "its queue is empty";
            Boolean ongoing = response.ongoingIndicator();
            String words =
                    ongoing == null ? queue : (ongoing ? "the transaction runs" : "it does not run") + ", " + queue;
            return CommandAnswer.of(null, words);
        });
    }

    static @Nullable EVSE evse(@Nullable Integer evse, @Nullable Integer connector) {
        return evse == null ? null : new EVSE(evse, connector, null);
    }

    static Encoded.Call call(Codec codec, String action, Object request) {
        return new Encoded.Call(action, codec.encode(request), CommandAnswer::read);
    }
}
