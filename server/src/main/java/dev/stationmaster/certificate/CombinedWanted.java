package dev.stationmaster.certificate;

import dev.stationmaster.command.CommandListener;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.station.StationId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Which stations were asked for a request for a certificate that serves both uses. Theirs names no type, like one for the station's own certificate;
 * what was asked tells them apart (2.0.1 A02, A03).
 */
@Component
class CombinedWanted implements CommandListener {
    static final String COMBINED = "CombinedCertificate";
    private static final String OWN = "ChargingStationCertificate";
    private static final Duration WITHIN = Duration.ofHours(1);

    private final InstantSource clock;
    private final Map<StationId, Instant> asked = new ConcurrentHashMap<>();

    CombinedWanted(InstantSource clock) {
        this.clock = clock;
    }

    /** What a request without a type is for. */
    String typeFor(StationId station) {
        Instant at = asked.get(station);
        return at != null && clock.instant().isBefore(at.plus(WITHIN)) ? COMBINED : OWN;
    }

    @Override
    public void leaving(StationId station, StationCommand command) {
        switch (command) {
            case StationCommand.RenewCertificate renew -> note(station, COMBINED.equals(renew.certificateType()));
            case StationCommand.TriggerMessage trigger
            when trigger.message().startsWith("Sign") ->
                note(station, trigger.message().equals("SignCombinedCertificate"));
            case StationCommand.Call raw
            when raw.action().equals("TriggerMessage") && raw.payload().contains("\"Sign") ->
                note(station, raw.payload().contains("\"SignCombinedCertificate\""));
            default -> {}
        }
    }

    private void note(StationId station, boolean combined) {
        if (combined) asked.put(station, clock.instant());
        else asked.remove(station);
    }
}
