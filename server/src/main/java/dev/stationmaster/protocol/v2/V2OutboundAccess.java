package dev.stationmaster.protocol.v2;

import dev.stationmaster.authorization.Verdict;
import dev.stationmaster.command.CommandAnswer;
import dev.stationmaster.command.Encoded;
import dev.stationmaster.command.Encoded.Calls;
import dev.stationmaster.command.Encoded.Unsupported;
import dev.stationmaster.command.Expectation;
import dev.stationmaster.command.LocalListEntry;
import dev.stationmaster.command.LocalListVersion;
import dev.stationmaster.command.StationCommand.CancelReservation;
import dev.stationmaster.command.StationCommand.ReserveNow;
import dev.stationmaster.command.StationCommand.SendLocalList;
import dev.stationmaster.ocpp.Codec;
import dev.stationmaster.ocpp.Policy;
import dev.stationmaster.ocpp.v2.AuthorizationData;
import dev.stationmaster.ocpp.v2.CancelReservationRequest;
import dev.stationmaster.ocpp.v2.GetLocalListVersionRequest;
import dev.stationmaster.ocpp.v2.GetLocalListVersionResponse;
import dev.stationmaster.ocpp.v2.IdToken;
import dev.stationmaster.ocpp.v2.ReserveNowRequest;
import dev.stationmaster.ocpp.v2.SendLocalListRequest;
import java.util.List;

/** Local authorization list (2.x, D01 and D02) and reservations (H01 and H02). */
final class V2OutboundAccess {
    private V2OutboundAccess() {}

    static Encoded version(Codec codec) {
        byte[] payload = codec.encode(new GetLocalListVersionRequest(null));
        return new Calls(new Encoded.Call("GetLocalListVersion", payload, answer -> {
            var told = new LocalListVersion(codec.decode(GetLocalListVersionResponse.class, answer, Policy.TOLERANT)
                    .orThrow()
                    .versionNumber());
            return CommandAnswer.of(null, told.words()).telling(told);
        }));
    }

    /** The feature that carries it out says message by message what is sent. */
    static Encoded inSteps() {
        return new Calls(List.of(), new Expectation.None(), "");
    }

    /** An empty list stays away: the schema wants one entry at least, and a Full update without any empties it (D01.FR.04); a
     * Differential one only raises the version (D01.FR.05). */
    static Encoded send(SendLocalList send, Codec codec) {
        Integer version = send.version();
        List<AuthorizationData> entries =
                send.entries().stream().map(V2OutboundAccess::data).toList();
        return new Calls(V2OutboundCommands.call(
                codec,
                "SendLocalList",
                new SendLocalListRequest(
                        version == null ? 1 : version, send.updateType(), entries.isEmpty() ? null : entries, null)));
    }

    private static AuthorizationData data(LocalListEntry entry) {
        LocalListEntry.Info info = entry.info();
        return new AuthorizationData(
                token(entry.idToken()),
                info == null
                        ? null
                        : V2Words.idTokenInfo(
                                new Verdict(info.status(), info.group(), info.validUntil(), "local list")),
                null);
    }

    /** H01; the group goes with it, so that the station knows others of it (H03.FR.08). */
    static Encoded reserve(ReserveNow reserve, Codec codec) {
        if (reserve.connector() != null) {
            return new Unsupported("2.x reserves an EVSE, a connector type or any, but no connector (H01)");
        }
        Integer evse = reserve.evse();
        Integer id = reserve.id();
        var request = ReserveNowRequest.builder()
                .id(id == null ? 1 : id)
                .expiryDateTime(reserve.expiresAt())
                .idToken(token(reserve.idToken()))
                .connectorType(reserve.connectorType())
                .evseId(evse == null || evse == 0 ? null : evse)
                .groupIdToken(reserve.group() == null ? null : token(reserve.group()))
                .build();
        return new Calls(V2OutboundCommands.call(codec, "ReserveNow", request));
    }

    static Encoded cancel(CancelReservation cancel, Codec codec) {
        return new Calls(V2OutboundCommands.call(
                codec, "CancelReservation", new CancelReservationRequest(cancel.reservationId(), null)));
    }

    private static IdToken token(dev.stationmaster.authorization.IdToken token) {
        return V2OutboundCommands.token(token);
    }
}
