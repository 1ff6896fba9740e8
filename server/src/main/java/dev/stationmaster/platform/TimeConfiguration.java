package dev.stationmaster.platform;

import java.time.Clock;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The server's clock, as a bean so that tests can bring their own. */
@Configuration(proxyBeanMethods = false)
class TimeConfiguration {
    @Bean
    InstantSource clock() {
        return Clock.systemUTC();
    }
}
