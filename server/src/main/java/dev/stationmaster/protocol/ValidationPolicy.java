package dev.stationmaster.protocol;

import dev.stationmaster.ocpp.Policy;
import dev.stationmaster.settings.SettingKeys;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.station.StationId;
import org.springframework.stereotype.Component;

/** How strictly a station's messages are held to the schemas; from memory. */
@Component
final class ValidationPolicy {
    private final Settings settings;

    ValidationPolicy(Settings settings) {
        this.settings = settings;
    }

    Policy of(StationId station) {
        return switch (settings.get(SettingKeys.VALIDATION, station.key())) {
            case TOLERANT -> Policy.TOLERANT;
            case STRICT -> Policy.STRICT;
        };
    }
}
