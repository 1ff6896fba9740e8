package dev.stationmaster.protocol.v2;

import static dev.stationmaster.protocol.Binding.binding;

import dev.stationmaster.ocpp.Version;
import dev.stationmaster.ocpp.v2.ReservationStatusUpdateRequest;
import dev.stationmaster.ocpp.v2.ReservationStatusUpdateResponse;
import dev.stationmaster.protocol.Binding;
import dev.stationmaster.protocol.Caller;
import dev.stationmaster.protocol.InboundBlock;
import dev.stationmaster.protocol.Reply;
import dev.stationmaster.reservation.Release;
import dev.stationmaster.reservation.ReservationService;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What stations say about reservations (2.x, block H). */
@Component
final class V2ReservationInbound implements InboundBlock {
    private final ReservationService reservations;

    V2ReservationInbound(ReservationService reservations) {
        this.reservations = reservations;
    }

    @Override
    public Set<Version> versions() {
        return Set.of(Version.V201, Version.V21);
    }

    @Override
    public List<Binding<?, ?>> bindings() {
        return List.of(binding("ReservationStatusUpdate", ReservationStatusUpdateRequest.class, this::statusUpdate));
    }

    /** H04, H01.FR.16; also about a reservation that we do not know. */
    private Reply<ReservationStatusUpdateResponse> statusUpdate(Caller caller, ReservationStatusUpdateRequest request) {
        Release why =
                switch (request.reservationUpdateStatus()) {
                    case "Expired" -> Release.EXPIRED;
                    case "Removed" -> Release.REMOVED;
                    case "NoTransaction" -> Release.NEVER_USED; // since 2.1; the 2.0.1 schema keeps it out
                    default ->
                        throw new IllegalStateException("not in the schema: " + request.reservationUpdateStatus());
                };
        reservations.released(caller.station(), request.reservationId(), why);
        return Reply.of(new ReservationStatusUpdateResponse(null));
    }
}
