package dev.stationmaster.tariff;

import dev.stationmaster.ledger.FactWriter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How tariffs reach the database. */
@Configuration(proxyBeanMethods = false)
class TariffConfiguration {
    @Bean
    FactWriter<TariffSaved, Void> tariffSaved(TariffStore store) {
        return FactWriter.of(TariffSaved.class, 30, store::save);
    }

    @Bean
    FactWriter<TariffDeleted, Void> tariffDeleted(TariffStore store) {
        return FactWriter.of(TariffDeleted.class, 31, store::delete);
    }

    @Bean
    FactWriter<Assignment, Void> tariffAssignment(TariffStore store) {
        return FactWriter.of(Assignment.class, 32, store::assign);
    }
}
