package dev.stationmaster.platform.backup;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.stationmaster.platform.ServerOptions;
import dev.stationmaster.platform.StartRefused;
import dev.stationmaster.platform.database.DatabaseAccess;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import org.slf4j.LoggerFactory;

/** The commands that work on the data without a server: {@code backup} and {@code restore}. */
public final class BackupCommands {
    private BackupCommands() {}

    /** Writes a backup; the server may run meanwhile. */
    public static void backup(ServerOptions options, Path file) {
        warningsOnly();
        try (var access = DatabaseAccess.toExisting(options);
                var connection = access.connect()) {
            var rows = new Backup(Clock.systemUTC()).write(connection, options.data(), file);
            System.out.println("Backed up " + rows + " rows and the files of " + options.data() + " to " + file
                    + ". Keep it safe: it opens every secret.");
        } catch (SQLException failure) {
            throw new StartRefused("The database connection broke (%s).".formatted(failure.getMessage()), failure);
        }
    }

    /** Makes a database from a backup; the server must not run. */
    public static void restore(ServerOptions options, Path file) {
        warningsOnly();
        try (var restore = Restore.of(file)) {
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
}
