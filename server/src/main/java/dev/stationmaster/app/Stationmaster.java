package dev.stationmaster.app;

import dev.stationmaster.link.tls.TlsAlgorithms;
import dev.stationmaster.platform.backup.BackupCommands;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;

/** The server process, and the commands that need its database. */
@SpringBootApplication(scanBasePackages = "dev.stationmaster")
@ConfigurationPropertiesScan("dev.stationmaster")
public class Stationmaster {
    /** Exit code when the start was refused in a sentence. */
    private static final int REFUSED = 1;

    /** Exit code when it failed in a way nobody foresaw; the log tells more. */
    private static final int FAILED = 70;

    public static void main(String[] words) {
        TlsAlgorithms.allowStaticRsa();
        try {
            var line = CommandLine.of(List.of(words), System.getenv());
            switch (line.verb()) {
                case RUN -> run(line.properties());
                case DEMO -> Demo.run(line, Stationmaster::run);
                case BACKUP -> BackupCommands.backup(line.options(), line.file());
                case RESTORE -> BackupCommands.restore(line.options(), line.file());
            }
        } catch (RuntimeException failure) {
            var sentence = StartFailure.sentence(failure);
            System.err.println("stationmaster: "
                    + sentence.orElse("The start failed for a reason that is not foreseen; the log above tells more."));
            if (sentence.isEmpty()) {
                failure.printStackTrace();
            }
            System.exit(sentence.isPresent() ? REFUSED : FAILED);
        }
    }

    private static ConfigurableApplicationContext run(Map<String, String> properties) {
        FreePorts.require(properties);
        var server = SpringApplication.run(
                Stationmaster.class,
                properties.entrySet().stream()
                        .map(property -> "--" + property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new));
        // The launcher's training run: everything was loaded once, that is all it wants.
        if (Boolean.getBoolean("stationmaster.exit-when-ready")) System.exit(SpringApplication.exit(server));
        return server;
    }
}
