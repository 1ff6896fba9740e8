package dev.stationmaster.certificate;

import dev.stationmaster.ledger.FactWriter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The facts of this feature. */
@Configuration(proxyBeanMethods = false)
class CertificateConfiguration {
    @Bean
    FactWriter<SigningRequested, Void> signingRequested(SigningStore store) {
        return FactWriter.of(SigningRequested.class, 620, store::requested);
    }
}
