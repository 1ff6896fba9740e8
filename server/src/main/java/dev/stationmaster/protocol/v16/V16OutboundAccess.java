package dev.stationmaster.protocol.v16;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.authorization.Verdict;
import dev.stationmaster.command.CommandAnswer;
import dev.stationmaster.command.CommandEncoder.Context;
import dev.stationmaster.command.Encoded;
import dev.stationmaster.command.Encoded.Calls;
import dev.stationmaster.command.Encoded.Unsupported;
import dev.stationmaster.command.Expectation;
import dev.stationmaster.command.LocalListEntry;
import dev.stationmaster.command.LocalListVersion;
import dev.stationmaster.command.StationCommand.CancelReservation;
import dev.stationmaster.command.StationCommand.ReserveNow;
import dev.stationmaster.command.StationCommand.SendLocalList;
import dev.stationmaster.ocpp.Policy;
import dev.stationmaster.ocpp.v16.AuthorizationData;
import dev.stationmaster.ocpp.v16.CancelReservationRequest;
import dev.stationmaster.ocpp.v16.GetLocalListVersionRequest;
import dev.stationmaster.ocpp.v16.GetLocalListVersionResponse;
import dev.stationmaster.ocpp.v16.ReserveNowRequest;
import dev.stationmaster.ocpp.v16.SendLocalListRequest;
import java.util.List;

/** Local authorization list (1.6 §5.10, §5.15) and reservations (§5.2, §5.13). */
final class V16OutboundAccess {
    private static final int MAX_ID_TAG = 20;

    private V16OutboundAccess() {}

    static Encoded version() {
        byte[] payload = V16OutboundCommands.CODEC.encode(new GetLocalListVersionRequest());
        return new Calls(new Encoded.Call("GetLocalListVersion", payload, answer -> {
            var told = new LocalListVersion(V16OutboundCommands.CODEC
                    .decode(GetLocalListVersionResponse.class, answer, Policy.TOLERANT)
                    .orThrow()
                    .listVersion());
            return CommandAnswer.of(null, told.words()).telling(told);
        }));
    }

    /** The feature that carries it out says message by message what is sent. */
    static Encoded inSteps() {
        return new Calls(List.of(), new Expectation.None(), "");
    }

    static Encoded send(SendLocalList send) {
        for (LocalListEntry entry : send.entries()) {
            if (entry.idToken().value().length() > MAX_ID_TAG) return tooLong("idTag");
        }
        Integer version = send.version();
        List<AuthorizationData> entries =
                send.entries().stream().map(V16OutboundAccess::data).toList();
        return new Calls(V16OutboundCommands.call(
                "SendLocalList",
                new SendLocalListRequest(
                        version == null ? 1 : version, send.updateType(), entries.isEmpty() ? null : entries)));
    }

    private static AuthorizationData data(LocalListEntry entry) {
        LocalListEntry.Info info = entry.info();
        return new AuthorizationData(
                entry.idToken().value(),
                info == null
                        ? null
                        : V16Words.idTagInfo(
                                new Verdict(info.status(), info.group(), info.validUntil(), "local list"), false));
    }

    /** Any connector is connector 0. */
    static Encoded reserve(ReserveNow reserve, Context context) {
        if (reserve.connectorType() != null) {
            return new Unsupported("1.6 reserves a connector by its number, or any (0), but no connector type");
        }
        IdToken group = reserve.group();
        if (reserve.idToken().value().length() > MAX_ID_TAG) return tooLong("idTag");
        if (group != null && group.value().length() > MAX_ID_TAG) return tooLong("parentIdTag");
        Integer connector = V16Numbering.connector(context, reserve.evse(), reserve.connector());
        Integer id = reserve.id();
        return new Calls(V16OutboundCommands.call(
                "ReserveNow",
                new ReserveNowRequest(
                        connector == null ? 0 : connector,
                        reserve.expiresAt(),
                        reserve.idToken().value(),
                        id == null ? 1 : id,
                        group == null ? null : group.value())));
    }

    static Encoded cancel(CancelReservation cancel) {
        return new Calls(
                V16OutboundCommands.call("CancelReservation", new CancelReservationRequest(cancel.reservationId())));
    }

    private static Unsupported tooLong(String what) {
        return new Unsupported("an " + what + " of 1.6 has at most 20 characters (1.6 §7.28)");
    }
}
