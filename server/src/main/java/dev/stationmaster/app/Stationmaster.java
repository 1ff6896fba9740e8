package dev.stationmaster.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The server process. */
@SpringBootApplication(scanBasePackages = "dev.stationmaster")
@ConfigurationPropertiesScan("dev.stationmaster")
public class Stationmaster {
    public static void main(String[] arguments) {
        SpringApplication.run(Stationmaster.class, arguments);
    }
}
