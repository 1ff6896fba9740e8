package dev.stationmaster.platform.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stationmaster.platform.StartRefused;
import dev.stationmaster.platform.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class BackupIT {
    @TempDir
    Path folder;

    private final DataSource source = TestPostgres.freshDatabase().dataSource();

    @Test
    void everyRowPartitionAndFileComesBack() throws SQLException, IOException {
        fill(source);
        var data = Files.createDirectories(folder.resolve("data"));
        Files.createDirectories(data.resolve("postgres"));
        Files.writeString(data.resolve("postgres/never.txt"), "the database's own files are not copied");
        Files.writeString(data.resolve("master.key"), "key");
        Files.createDirectories(data.resolve("tls"));
        Files.writeString(data.resolve("tls/server.pem"), "certificate");
        var file = backup(data);

        var target = TestPostgres.emptyDatabase().dataSource();
        var restored = folder.resolve("restored");
        try (var restore = Restore.of(file)) {
            assertThat(restore.into(target)).isPositive();
            restore.filesInto(restored);
        }

        assertThat(contents(target)).isEqualTo(contents(source));
        assertThat(JdbcClient.create(target)
                        .sql("select count(*) from exchange_chunk_day")
                        .query(Integer.class)
                        .single())
                .isOne();
        assertThat(restored.resolve("master.key")).hasContent("key");
        assertThat(restored.resolve("tls/server.pem")).hasContent("certificate");
        assertThat(restored.resolve("postgres")).doesNotExist();
    }

    @Test
    void theFileIsReadableByItsOwnerOnly() throws SQLException, IOException {
        var file = backup(folder.resolve("none"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void whatIsThereAlreadyIsNeverOverwritten() throws SQLException {
        var file = backup(folder.resolve("none"));
        try (var restore = Restore.of(file)) {
            assertThatThrownBy(() -> restore.into(source))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("not empty");
        }
    }

    @Test
    void aFileThatIsNoBackupIsRefusedBeforeAnythingIsTouched() throws IOException {
        var file = Files.writeString(folder.resolve("holiday.zip"), "no zip");
        assertThatThrownBy(() -> Restore.of(file))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("cannot be read");
    }

    private Path backup(Path data) throws SQLException {
        var file = folder.resolve("backup.zip");
        try (var connection = source.getConnection()) {
            new Backup(InstantSource.system()).write(connection, data, file);
        }
        return file;
    }

    private static void fill(DataSource source) {
        var database = JdbcClient.create(source);
        database.sql("insert into site (name, time_zone, currency) values ('Dépôt \\ \t tab', 'Europe/Paris', 'EUR')")
                .update();
        database.sql("insert into setting values (7, 'validation', 'strict', 'ada', now())")
                .update();
        database.sql(
                        "create table exchange_chunk_day partition of exchange_chunk for values from ('2026-03-01') to ('2026-03-02')")
                .update();
        database.sql("insert into exchange_chunk values ('2026-03-01', 1, '\\x0102'), ('1970-01-01', 2, '\\x')")
                .update();
        database.sql("insert into master_key values (true, '\\x00ff', now())").update();
    }

    /** Every table's rows as text, sorted; the sequences too. */
    private static Map<String, List<String>> contents(DataSource source) {
        var database = JdbcClient.create(source);
        var tables = database.sql(
                        "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')")
                .query(String.class)
                .list();
        var contents = tables.stream()
                .filter(table -> !table.equals("flyway_schema_history"))
                .collect(Collectors.toMap(
                        table -> table,
                        table -> database.sql("select t::text from \"" + table + "\" t order by 1")
                                .query(String.class)
                                .list()));
        contents.put(
                "sequences",
                database.sql("select sequencename || coalesce(last_value, -1) from pg_sequences order by 1")
                        .query(String.class)
                        .list());
        return contents;
    }
}
