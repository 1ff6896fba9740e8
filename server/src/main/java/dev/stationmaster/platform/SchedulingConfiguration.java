package dev.stationmaster.platform;

import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Upkeep: what is marked {@code @Scheduled} runs again and again on virtual threads; a run that fails is logged, and the next one comes all the same. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class SchedulingConfiguration {
    private static final Logger log = LoggerFactory.getLogger(SchedulingConfiguration.class);
    /** So many may be busy at once; those beyond wait for one to end. */
    private static final int AT_ONCE = 32;

    @Bean
    ThreadPoolTaskScheduler taskScheduler() {
        var scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(AT_ONCE);
        scheduler.setVirtualThreads(true);
        scheduler.setThreadNamePrefix("upkeep-");
        scheduler.setRemoveOnCancelPolicy(true);
        scheduler.setErrorHandler(
                failed -> log.warn("event=upkeep-failed of={} cause=\"{}\"", task(failed), failed.toString()));
        return scheduler;
    }

    private static String task(Throwable failed) {
        return Arrays.stream(failed.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("dev.stationmaster."))
                .reduce((_, outer) -> outer)
                .map(frame ->
                        frame.getClassName().substring("dev.stationmaster.".length()) + "." + frame.getMethodName())
                .orElse("unknown");
    }
}
