package dev.stationmaster.authorization;

import dev.stationmaster.ledger.FactWriter;
import dev.stationmaster.settings.SettingKeys;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.station.StationDirectory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts of this feature that others call by their interfaces. */
@Configuration(proxyBeanMethods = false)
class AuthorizationConfiguration {
    @Bean
    FactWriter<TokenSaved, Void> tokenSaved(TokenStore store) {
        return FactWriter.of(TokenSaved.class, 15, store::save);
    }

    @Bean
    FactWriter<TokenDeleted, Void> tokenDeleted(TokenStore store) {
        return FactWriter.of(TokenDeleted.class, 16, store::delete);
    }

    @Bean
    StationNames stationNames(StationDirectory stations) {
        return station -> stations.nameOf(station).orElse("");
    }

    @Bean
    MasterPass masterPass(Settings settings) {
        return () -> {
            var group = settings.get(SettingKeys.MASTER_PASS_GROUP);
            return group.isEmpty() ? null : group;
        };
    }
}
