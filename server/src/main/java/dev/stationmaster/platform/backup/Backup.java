package dev.stationmaster.platform.backup;

import dev.stationmaster.platform.StartRefused;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes everything that must last into one zip file: all tables as of one moment, the master key, certificates and other files of the data
 * folder. The file opens all secrets; only its owner may read it. The server may run meanwhile.
 */
public final class Backup {
    /** Folder of the embedded database, which is in the backup as tables. */
    static final String DATABASE_FOLDER = "postgres";

    static final String FILES = "files/";

    private final InstantSource clock;

    public Backup(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * @param connection to the database; used up
     * @param data the data folder
     * @param file the backup; replaced only once the new one is complete
     * @return how many rows were stored
     */
    public long write(Connection connection, Path data, Path file) {
        var unfinished = Path.of(file + ".unfinished");
        try {
            Files.deleteIfExists(unfinished);
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            long rows;
            try (var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(unfinished)))) {
                rows = writeTables(new BackupStore(connection), data, zip);
            }
            try (var channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return rows;
        } catch (IOException | SQLException failure) {
            throw new StartRefused(
                    "The backup %s cannot be written (%s).".formatted(file, failure.getMessage()), failure);
        }
    }

    private long writeTables(BackupStore store, Path data, ZipOutputStream zip) throws IOException, SQLException {
        var schemaVersion = store.schemaVersion();
        var tables = new ArrayList<Manifest.Table>();
        for (var table : store.tables()) {
            zip.putNextEntry(new ZipEntry(table.entry()));
            var rows = store.copy(table, open(zip));
            zip.closeEntry();
            tables.add(new Manifest.Table(table.name(), table.columns(), rows));
        }
        for (var path : filesOf(data)) {
            zip.putNextEntry(new ZipEntry(FILES + data.relativize(path)));
            Files.copy(path, zip);
            zip.closeEntry();
        }
        var manifest = new Manifest(
                Manifest.FORMAT, clock.instant(), schemaVersion, tables, store.partitions(), store.sequences());
        zip.putNextEntry(new ZipEntry(Manifest.ENTRY));
        zip.write(JsonMapper.shared().writeValueAsBytes(manifest));
        zip.closeEntry();
        return tables.stream().mapToLong(Manifest.Table::rows).sum();
    }

    private static List<Path> filesOf(Path data) throws IOException {
        if (!Files.isDirectory(data)) return List.of();
        var database = data.resolve(DATABASE_FOLDER);
        try (var all = Files.walk(data)) {
            return all.filter(path -> !path.startsWith(database) && Files.isRegularFile(path))
                    .sorted()
                    .toList();
        }
    }

    /** The zip goes on after each table. */
    private static OutputStream open(ZipOutputStream zip) {
        return new FilterOutputStream(zip) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }
}
