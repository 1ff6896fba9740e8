package dev.stationmaster.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.stationmaster.platform.ServerOptions;
import dev.stationmaster.platform.StartRefused;
import dev.stationmaster.platform.backup.Backup;
import dev.stationmaster.platform.backup.Restore;
import dev.stationmaster.platform.database.DatabaseAccess;
import java.sql.SQLException;
import java.time.Clock;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The commands that work on the data without a server: {@code backup} and {@code restore}. */
final class DataCommands {
    private DataCommands() {}

    static void backup(CommandLine line) {
        warningsOnly();
        var options = options(line);
        try (var access = DatabaseAccess.toExisting(options);
                var connection = access.connect()) {
            var rows = new Backup(Clock.systemUTC()).write(connection, options.data(), line.file());
            System.out.println("Backed up " + rows + " rows and the files of " + options.data() + " to " + line.file()
                    + ". Keep it safe: it opens every secret.");
        } catch (SQLException failure) {
            throw new StartRefused("The database connection broke (%s).".formatted(failure.getMessage()), failure);
        }
    }

    static void restore(CommandLine line) {
        warningsOnly();
        var options = options(line);
        try (var restore = Restore.of(line.file())) {
            var access = DatabaseAccess.toNew(options);
            try {
                var rows = restore.into(access.dataSource());
                restore.filesInto(options.data());
                System.out.println("Restored " + rows + " rows and the files into " + options.data() + ".");
            } catch (RuntimeException failure) {
                access.discard();
                throw failure;
            }
            access.close();
        }
    }

    /** No server, no Spring: nobody else sets the log level. */
    private static void warningsOnly() {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    }

    private static ServerOptions options(CommandLine line) {
        return new Binder(new MapConfigurationPropertySource(line.properties()))
                .bindOrCreate("stationmaster", ServerOptions.class);
    }
}
