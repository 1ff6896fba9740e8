package dev.stationmaster.charging;

import dev.stationmaster.ledger.FactWriter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The facts about cars' needs. */
@Configuration(proxyBeanMethods = false)
class NeedsConfiguration {
    @Bean
    FactWriter<NeedsTold, Void> needsTold(NeedsStore store) {
        return FactWriter.of(NeedsTold.class, 732, store::needs);
    }

    @Bean
    FactWriter<EvScheduleTold, Void> evScheduleTold(NeedsStore store) {
        return FactWriter.of(EvScheduleTold.class, 733, store::schedules);
    }
}
