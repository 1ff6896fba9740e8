package dev.stationmaster.command;

import dev.stationmaster.command.Transmission.How;
import dev.stationmaster.station.StationCredentials;
import dev.stationmaster.station.StationId;
import dev.stationmaster.station.StationSecret;
import org.springframework.stereotype.Component;

/**
 * Which secret opens the station while a new one is on its way: both, until its answer says which (A01.FR.03, A01.FR.04). Without an answer the
 * next login decides.
 */
@Component
class PasswordChange {
    private final StationCredentials credentials;

    PasswordChange(StationCredentials credentials) {
        this.credentials = credentials;
    }

    /** A change to a password that nobody chose gets one here. */
    StationCommand complete(StationCommand command) {
        return command instanceof StationCommand.ChangePassword change && change.password() == null
                ? new StationCommand.ChangePassword(StationSecret.generate())
                : command;
    }

    /** Before anything is sent. */
    void begin(StationId station, StationCommand command) {
        if (command instanceof StationCommand.ChangePassword change && change.password() != null) {
            credentials.beginRotation(station, change.password());
        }
    }

    void settle(StationId station, StationCommand command, Transmission.Result result) {
        if (!(command instanceof StationCommand.ChangePassword)) return;
        String status =
                result.answers().isEmpty() ? null : result.answers().getLast().status();
        boolean refused = result.how() == How.ERROR || status != null && !status.equals("RebootRequired");
        if ("Accepted".equals(status)) credentials.rotationAccepted(station);
        else if (refused) credentials.rotationRejected(station);
        else credentials.rotationUnknown(station);
    }
}
