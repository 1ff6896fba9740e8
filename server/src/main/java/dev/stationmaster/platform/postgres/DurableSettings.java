package dev.stationmaster.platform.postgres;

import dev.stationmaster.platform.StartRefused;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.TreeMap;

/** Whether a database keeps what it has committed. Asked of the running server, not read from a file. */
public final class DurableSettings {
    private DurableSettings() {}

    /** @throws StartRefused when one of fsync, full_page_writes and synchronous_commit is off, naming it */
    public static void require(Connection connection) throws SQLException {
        var volatileSettings = new TreeMap<String, String>();
        try (var statement = connection.createStatement();
                var settings = statement.executeQuery("""
                        select name, setting from pg_settings
                        where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off'
                        """)) {
            while (settings.next()) {
                volatileSettings.put(settings.getString(1), settings.getString(2));
            }
        }
        if (!volatileSettings.isEmpty()) {
            throw new StartRefused(
                    "The database runs with %s off and could lose what was acknowledged to stations; switch it on in the database's configuration."
                            .formatted(String.join(", ", volatileSettings.keySet())));
        }
    }
}
