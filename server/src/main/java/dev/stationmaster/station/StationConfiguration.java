package dev.stationmaster.station;

import dev.stationmaster.ledger.FactWriter;
import dev.stationmaster.platform.masterkey.MasterKey;
import dev.stationmaster.settings.SettingKeys;
import dev.stationmaster.settings.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts of this feature that others call by their interfaces. */
@Configuration(proxyBeanMethods = false)
class StationConfiguration {
    @Bean
    FactWriter<StationSaved, Void> stationSaved(StationStore store) {
        return FactWriter.of(StationSaved.class, 10, store::save);
    }

    @Bean
    FactWriter<StationDeleted, Void> stationDeleted(StationStore store) {
        return FactWriter.of(StationDeleted.class, 11, store::delete);
    }

    @Bean
    FactWriter<BootFact, Void> stationBooted(StationStore store) {
        return FactWriter.of(BootFact.class, 12, store::boot);
    }

    @Bean
    FactWriter<SecretsStored, Void> secretsStored(StationStore store) {
        return FactWriter.of(SecretsStored.class, 13, store::secrets);
    }

    @Bean
    FactWriter<SecurityProfileSet, Void> securityProfileSet(StationStore store) {
        return FactWriter.of(SecurityProfileSet.class, 14, store::profile);
    }

    @Bean
    SecretHashing secretHashing(MasterKey key) {
        return new SecretHashing(key.derive("station-secrets"));
    }

    @Bean
    BootIntervals bootIntervals(Settings settings) {
        return new BootIntervals() {
            @Override
            public int heartbeatSeconds(StationId station) {
                return settings.get(SettingKeys.HEARTBEAT_INTERVAL_SECONDS, station.key());
            }

            @Override
            public int retrySeconds() {
                return settings.get(SettingKeys.BOOT_RETRY_SECONDS);
            }
        };
    }
}
