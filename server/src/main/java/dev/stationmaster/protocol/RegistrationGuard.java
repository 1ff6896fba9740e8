package dev.stationmaster.protocol;

import dev.stationmaster.command.PendingPermissions;
import dev.stationmaster.station.Station;
import org.springframework.stereotype.Component;

/**
 * What a station may send before it is accepted: BootNotification, and while Pending what we asked it for.
 *
 * @see "OCPP 2.0.1 part 2, B01.FR.10, B02.FR.09, B03.FR.07; OCPP 1.6 §4.2 and J errata 3.10"
 */
@Component
final class RegistrationGuard {
    private final PendingPermissions permissions;

    RegistrationGuard(PendingPermissions permissions) {
        this.permissions = permissions;
    }

    boolean allows(Station station, String action) {
        if (action.equals("BootNotification")) return true;
        return switch (station.registration()) {
            case ACCEPTED -> true;
            case PENDING -> permissions.expects(station.id(), action);
            case NONE, REJECTED -> false;
        };
    }
}
