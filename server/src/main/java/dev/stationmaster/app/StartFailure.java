package dev.stationmaster.app;

import dev.stationmaster.platform.StartRefused;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;

/** Turns the causes of a failed start into one sentence; keeps Spring from printing its own report where there is one. */
final class StartFailure implements SpringBootExceptionReporter {
    /** Called by Spring Boot, see {@code META-INF/spring.factories}. */
    StartFailure(@Nullable ConfigurableApplicationContext context) {}

    @Override
    public boolean reportException(Throwable failure) {
        return sentence(failure).isPresent();
    }

    /** Empty when the failure is a fault of ours that nobody foresaw. */
    static Optional<String> sentence(Throwable failure) {
        return Stream.<@Nullable Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .map(StartFailure::known)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> known(@Nullable Throwable cause) {
        return switch (cause) {
            case StartRefused refused -> Optional.ofNullable(refused.getMessage());
            case PortInUseException inUse ->
                Optional.of(
                        "Port %d (console and API) is in use; stop the other program or choose another port with --port."
                                .formatted(inUse.getPort()));
            case ConfigurationPropertiesBindException wrong -> Optional.of(wrongSetting(wrong));
            case FlywayException migration ->
                Optional.of(
                        "The database cannot be brought to this release (%s); use the release that wrote it, or restore a backup."
                                .formatted(firstLines(migration)));
            case null, default -> Optional.empty();
        };
    }

    /** Flyway writes reports; what went wrong stands at their top. */
    private static String firstLines(FlywayException migration) {
        return String.valueOf(migration.getMessage())
                .lines()
                .filter(line -> !line.isBlank())
                .limit(2)
                .collect(Collectors.joining("; "));
    }

    /** The innermost cause says what was expected. */
    private static String wrongSetting(ConfigurationPropertiesBindException wrong) {
        Throwable innermost = wrong;
        for (Throwable cause = wrong; cause != null; cause = cause.getCause()) innermost = cause;
        return "A setting below \"%s\" is wrong (%s); docs/operations.md lists them."
                .formatted(wrong.getAnnotation().prefix(), innermost.getMessage());
    }
}
