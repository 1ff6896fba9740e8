package dev.stationmaster.station;

import dev.stationmaster.ledger.FactWriter;
import java.security.SecureRandom;
import org.springframework.beans.factory.annotation.Value;
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
    SecretHashing secretHashing() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return new SecretHashing(key);
    }

    @Bean
    BootIntervals bootIntervals(
            @Value("${stationmaster.heartbeat-interval-seconds:300}") int heartbeat,
            @Value("${stationmaster.boot-retry-seconds:60}") int retry) {
        return new BootIntervals() {
            @Override
            public int heartbeatSeconds() {
                return heartbeat;
            }

            @Override
            public int retrySeconds() {
                return retry;
            }
        };
    }
}
