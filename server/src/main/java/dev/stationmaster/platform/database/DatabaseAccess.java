package dev.stationmaster.platform.database;

import dev.stationmaster.platform.ServerOptions;
import dev.stationmaster.platform.StartRefused;
import dev.stationmaster.platform.postgres.EmbeddedPostgres;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** The server's database for a command that runs beside or instead of the server. Starts the embedded one when nobody else has. */
public final class DatabaseAccess implements AutoCloseable {
    private final DatabaseAddress address;
    private final @Nullable EmbeddedPostgres started;

    private DatabaseAccess(DatabaseAddress address, @Nullable EmbeddedPostgres started) {
        this.address = address;
        this.started = started;
    }

    /** To a database that exists; a running server's is shared. */
    public static DatabaseAccess toExisting(ServerOptions options) {
        if (!options.embeddedDatabase()) return new DatabaseAccess(usable(DatabaseAddress.of(options)), null);
        var home = options.data().resolve("postgres");
        if (!Files.isDirectory(home.resolve("cluster"))) {
            throw new StartRefused(
                    "There is no database in %s; name the data folder with --data.".formatted(options.data()));
        }
        return EmbeddedPostgres.running(home)
                .map(login -> new DatabaseAccess(
                        usable(new DatabaseAddress(login.jdbcUrl(), login.user(), login.password(), true)), null))
                .orElseGet(() -> started(options));
    }

    /** To a database that is made for this purpose. */
    public static DatabaseAccess toNew(ServerOptions options) {
        if (!options.embeddedDatabase()) return new DatabaseAccess(usable(DatabaseAddress.of(options)), null);
        var cluster = options.data().resolve("postgres").resolve("cluster");
        if (Files.exists(cluster)) {
            throw new StartRefused("The folder %s holds a database already; choose an empty one with --data."
                    .formatted(options.data()));
        }
        return started(options);
    }

    public DataSource dataSource() {
        var source = new PGSimpleDataSource();
        source.setUrl(address.url());
        source.setUser(address.user());
        source.setPassword(address.password());
        return source;
    }

    public Connection connect() {
        try {
            return dataSource().getConnection();
        } catch (SQLException failure) {
            throw new StartRefused("The database does not let us in (%s).".formatted(failure.getMessage()), failure);
        }
    }

    /** Throws away a database that {@link #toNew} made, when nothing came of it. */
    public void discard() {
        close();
        if (started != null) started.discard();
    }

    @Override
    public void close() {
        if (started != null) started.close();
    }

    private static DatabaseAccess started(ServerOptions options) {
        var postgres = EmbeddedPostgres.start(
                options.data().resolve("postgres"),
                new EmbeddedPostgres.Options(!options.allowVolatileDatabase(), options.postgresBinaries()));
        return new DatabaseAccess(DatabaseAddress.of(postgres), postgres);
    }

    private static DatabaseAddress usable(DatabaseAddress address) {
        address.requireUsable(true);
        return address;
    }
}
