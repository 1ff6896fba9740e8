package dev.stationmaster.platform.backup;

import dev.stationmaster.platform.StartRefused;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Brings a backup into an empty database and data folder. */
public final class Restore implements AutoCloseable {
    private final Path file;
    private final ZipFile zip;
    private final Manifest manifest;

    private Restore(Path file, ZipFile zip, Manifest manifest) {
        this.file = file;
        this.zip = zip;
        this.manifest = manifest;
    }

    /** Opens a backup and makes sure that it is complete, before anything is touched. */
    public static Restore of(Path file) {
        try {
            var zip = new ZipFile(file.toFile());
            var entry = zip.getEntry(Manifest.ENTRY);
            if (entry == null) {
                zip.close();
                throw new StartRefused("The file %s is no complete backup of Stationmaster.".formatted(file));
            }
            Manifest manifest;
            try (var text = zip.getInputStream(entry)) {
                manifest = JsonMapper.shared().readValue(text, Manifest.class);
            }
            if (manifest.format() != Manifest.FORMAT) {
                zip.close();
                throw new StartRefused(
                        "The backup %s was written by a newer Stationmaster; restore it with that release."
                                .formatted(file));
            }
            return new Restore(file, zip, manifest);
        } catch (IOException | JacksonException failure) {
            throw new StartRefused("The backup %s cannot be read (%s).".formatted(file, failure.getMessage()), failure);
        }
    }

    /**
     * Fills the database: the schema as it was, then all rows in one transaction. The next start migrates on from there.
     *
     * @return how many rows came in
     */
    public long into(DataSource database) {
        try (var connection = database.getConnection()) {
            if (!RestoreStore.empty(connection)) {
                throw new StartRefused(
                        "The database is not empty; restore into an empty one, or choose another data folder with --data.");
            }
            migrate(database);
            var store = new RestoreStore(connection);
            store.prepare(manifest.tables(), manifest.partitions());
            long all = 0;
            for (var table : manifest.tables()) {
                try (var rows = new BufferedInputStream(zip.getInputStream(entry(table.entry())))) {
                    all += checked(table, store.copy(table, rows));
                }
            }
            for (var sequence : manifest.sequences()) store.set(sequence);
            store.commit();
            return all;
        } catch (IOException | SQLException failure) {
            throw new StartRefused(
                    "The backup %s cannot be restored (%s).".formatted(file, failure.getMessage()), failure);
        }
    }

    /** Puts the master key and the other files back; a file that is there already is not touched. */
    public void filesInto(Path data) {
        var home = data.toAbsolutePath().normalize();
        zip.stream().filter(entry -> entry.getName().startsWith(Backup.FILES)).forEach(entry -> {
            var target = home.resolve(entry.getName().substring(Backup.FILES.length()))
                    .normalize();
            if (!target.startsWith(home)) {
                throw new StartRefused("The backup %s holds a file outside the data folder.".formatted(file));
            }
            put(entry, target);
        });
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException failure) {
            throw new StartRefused(
                    "The backup %s cannot be closed (%s).".formatted(file, failure.getMessage()), failure);
        }
    }

    private void migrate(DataSource database) {
        try {
            Flyway.configure()
                    .dataSource(database)
                    .group(true)
                    .outOfOrder(true)
                    .target(manifest.schemaVersion())
                    .load()
                    .migrate();
        } catch (FlywayException failure) {
            throw new StartRefused(
                    "The backup %s has the schema version %s, which this release cannot make; restore it with the release that wrote it."
                            .formatted(file, manifest.schemaVersion()),
                    failure);
        }
    }

    private void put(ZipEntry entry, Path target) {
        try (var bytes = zip.getInputStream(entry)) {
            var folder = target.getParent();
            if (folder != null && !Files.isDirectory(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
            }
            if (Files.exists(target)) return;
            Files.createFile(
                    target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (var output = Files.newOutputStream(target)) {
                bytes.transferTo(output);
            }
        } catch (IOException failure) {
            throw new StartRefused(
                    "The file %s cannot be restored (%s).".formatted(target, failure.getMessage()), failure);
        }
    }

    private ZipEntry entry(String name) throws IOException {
        var entry = zip.getEntry(name);
        if (entry == null) throw new IOException("it lacks " + name);
        return entry;
    }

    private static long checked(Manifest.Table table, long rows) throws IOException {
        if (rows != table.rows())
            throw new IOException("table %s has %d rows instead of %d".formatted(table.name(), rows, table.rows()));
        return rows;
    }
}
