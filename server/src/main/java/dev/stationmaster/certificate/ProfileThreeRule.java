package dev.stationmaster.certificate;

import dev.stationmaster.command.SendingRule;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.station.Station;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A station without a certificate that opens the door must not be sent to security profile 3, and one that is there gets none that opens nothing: it
 * would not come back (A05.FR.04).
 */
@Component
class ProfileThreeRule implements SendingRule {
    private final IssuedStore issued;
    private final StationAuthorities authorities;
    private final CombinedTrust combined;

    ProfileThreeRule(IssuedStore issued, StationAuthorities authorities, CombinedTrust combined) {
        this.issued = issued;
        this.authorities = authorities;
        this.combined = combined;
    }

    @Override
    public @Nullable String against(Station station, StationCommand command) {
        return switch (command) {
            case StationCommand.RaiseSecurityProfile raise when raise.to() == 3 -> againstThree(station);
            case StationCommand.RenewCertificate renew
            when station.admits(3) && CombinedWanted.COMBINED.equals(renew.certificateType()) ->
                combined.authorities().isEmpty() && !enteredByHand() ? CombinedTrust.WAY_OUT : null;
            default -> null;
        };
    }

    private @Nullable String againstThree(Station station) {
        List<IssuedCertificate> inUse = issued.of(station.id()).stream()
                .filter(one -> List.of("ChargingStationCertificate", CombinedWanted.COMBINED)
                                .contains(one.certificateType())
                        && one.state().equals("inUse")
                        && !one.revoked())
                .toList();
        if (inUse.stream().anyMatch(this::opens)) return null;
        if (inUse.stream().anyMatch(one -> one.certificateType().equals(CombinedWanted.COMBINED))) {
            return CombinedTrust.WAY_OUT;
        }
        // A certificate of another authority was put into it by others; that we cannot see.
        if (!inUse.isEmpty() || !authorities.others().isEmpty()) return null;
        return "the station has no certificate of ours yet: RenewCertificate first (A05.FR.04)";
    }

    private boolean opens(IssuedCertificate one) {
        return !(authorities.judge(Pem.certificates(one.chain())) instanceof StationAuthorities.Judgement.Bad);
    }

    private boolean enteredByHand() {
        return authorities.others().stream().anyMatch(ca -> combined.isV2g(ca.certificate()));
    }
}
