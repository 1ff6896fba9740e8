package dev.stationmaster.protocol;

import dev.stationmaster.command.PendingPermissions;
import dev.stationmaster.link.StationLink;
import dev.stationmaster.station.Registration;
import dev.stationmaster.station.SecurityProfiles;
import dev.stationmaster.station.Station;
import org.springframework.stereotype.Component;

/**
 * What a station may send before it is accepted: BootNotification, and while Pending what we asked it for. The rest is refused and the socket stays
 * open (B02.FR.06).
 *
 * @see "OCPP 2.0.1 part 2, B01.FR.10, B02.FR.09, B03.FR.07; OCPP 1.6 §4.2 and J errata 3.10"
 */
@Component
final class RegistrationGuard {
    private final PendingPermissions permissions;
    private final SecurityProfiles profiles;
    private final BootReminder reminder;

    RegistrationGuard(PendingPermissions permissions, SecurityProfiles profiles, BootReminder reminder) {
        this.permissions = permissions;
        this.profiles = profiles;
        this.reminder = reminder;
    }

    boolean allows(StationLink link, Station station, String action) {
        boolean allowed = action.equals("BootNotification") || allows(station, action);
        if (!allowed && station.registration() == Registration.NONE) reminder.refused(link);
        return allowed;
    }

    private boolean allows(Station station, String action) {
        return switch (station.registration()) {
            case ACCEPTED -> true;
            case PENDING -> permissions.expects(station.id(), action);
            case NONE, REJECTED -> false;
        };
    }

    /**
     * A message of a station is about to be worked on. Stations that change their security profile without a restart send no BootNotification:
     * whatever else an accepted one says on its new link shows that it has arrived (1.6 Security Whitepaper A05.FR.06, A05.FR.09).
     */
    void heard(Caller caller, String action) {
        Integer next = caller.record().nextSecurityProfile();
        if (next == null || action.equals("BootNotification") || caller.link().securityProfile() != next) return;
        if (caller.record().registration() == Registration.ACCEPTED) profiles.booted(caller.station(), next);
    }
}
