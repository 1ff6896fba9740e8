package dev.stationmaster.job;

import dev.stationmaster.ledger.FactWriter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How jobs reach the database. */
@Configuration(proxyBeanMethods = false)
class JobConfiguration {
    @Bean
    FactWriter<JobSaved, Void> jobSaved(JobStore store) {
        return FactWriter.of(JobSaved.class, 700, store::save);
    }

    @Bean
    FactWriter<JobStatus, Void> jobStatus(JobStore store) {
        return FactWriter.of(JobStatus.class, 701, store::statuses);
    }
}
