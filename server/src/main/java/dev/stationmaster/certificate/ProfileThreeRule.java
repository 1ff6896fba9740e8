package dev.stationmaster.certificate;

import dev.stationmaster.command.SendingRule;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.station.Station;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A station without a certificate that opens the door must not be sent to security profile 3: it would not come back (A05.FR.04). */
@Component
class ProfileThreeRule implements SendingRule {
    private final IssuedStore issued;
    private final StationAuthorities authorities;

    ProfileThreeRule(IssuedStore issued, StationAuthorities authorities) {
        this.issued = issued;
        this.authorities = authorities;
    }

    @Override
    public @Nullable String against(Station station, StationCommand command) {
        if (!(command instanceof StationCommand.RaiseSecurityProfile raise) || raise.to() < 3) return null;
        // A certificate of another authority was put into it by others; that we cannot see.
        if (!authorities.others().isEmpty()) return null;
        boolean has = issued.of(station.id()).stream()
                .anyMatch(one -> List.of("ChargingStationCertificate", CombinedWanted.COMBINED)
                                .contains(one.certificateType())
                        && one.state().equals("inUse")
                        && !one.revoked());
        return has ? null : "the station has no certificate of ours yet: RenewCertificate first (A05.FR.04)";
    }
}
