package dev.stationmaster.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.platform.postgres.TestPostgres;
import dev.stationmaster.station.StationId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

class ReadingStoreIT {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

    private final javax.sql.DataSource database = TestPostgres.freshDatabase().dataSource();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final ReadingStore store =
            new ReadingStore(jdbc, new ReadingJson(JsonMapper.builder().build()));

    @Test
    void aReadingCostsLessThan450BytesOfWriteAheadLog() throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            write(connection, 0, 20); // first pages
            var before = jdbc.sql("select pg_current_wal_lsn()::text")
                    .query(String.class)
                    .single();
            write(connection, 20, 120);
            long bytes = jdbc.sql("select pg_wal_lsn_diff(pg_current_wal_lsn(), ?::pg_lsn)::bigint")
                    .param(before)
                    .query(Long.class)
                    .single();
            assertThat(bytes / 10_000.0).as("bytes a reading").isLessThan(450);
        }
    }

    @Test
    void everyColumnComesBackAsItWent() throws SQLException {
        var signed = new SignedValue("x\ny", null, "OCMF", "");
        var other = new Sample("1", "Power.Factor", null, "L1", null, null, 0, null);
        var reading = new MeterReading(
                START,
                "Sample.Clock",
                Decimals.read("1234567.891"),
                Decimals.read("7"),
                Decimals.read("0.5"),
                7234.5,
                10.4,
                230.1,
                55.0,
                21.5,
                49.98,
                11000.0,
                16.0,
                List.of(other),
                List.of(signed));
        try (var connection = database.getConnection()) {
            store.write(connection, List.of(ReadingFact.loose(new StationId(7), 0, null, reading, START)));
            store.write(
                    connection, List.of(ReadingFact.loose(new StationId(7), 0, null, reading, START.plusSeconds(9))));
        }
        var found = store.list(
                DAY,
                ReadingFact.subjectOf(new StationId(7), 0),
                ReadingFact.subjectOf(new StationId(7), 0),
                false,
                null,
                10);
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().reading()).isEqualTo(reading);
        assertThat(found.getFirst().receivedAt()).isEqualTo(START);
    }

    @Test
    void readingsOfImpossibleDaysHaveAPlaceToo() throws SQLException {
        var reading = Samples.readings(Instant.EPOCH, List.of(new Sample("1", null, null, null, null, null, 0, null)));
        try (var connection = database.getConnection()) {
            store.write(connection, List.of(ReadingFact.loose(new StationId(7), 1, 1, reading.getFirst(), START)));
        }
        assertThat(jdbc.sql("select count(*) from meter_reading_undated")
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void looseReadingsComeNewestFirstFromWhateverDaysTheyAre() throws SQLException {
        var today = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var times = List.of(
                today,
                today.minus(2, ChronoUnit.DAYS),
                today.minus(20, ChronoUnit.DAYS),
                today.minus(21, ChronoUnit.DAYS),
                today.minus(400, ChronoUnit.DAYS),
                Instant.parse("1999-12-31T23:59:59Z"));
        var station = new StationId(8);
        var sample = List.of(new Sample("1", null, null, null, null, null, 0, null));
        try (var connection = database.getConnection()) {
            for (Instant at : times) {
                var reading = Samples.readings(at, sample).getFirst();
                store.write(connection, List.of(ReadingFact.loose(station, 1, 1, reading, today)));
            }
        }
        for (int page = 1; page <= times.size() + 1; page++) {
            var found = new ArrayList<Instant>();
            StoredReading last = null;
            List<StoredReading> next;
            do {
                next = store.newest(ReadingFact.subjectOf(station, -1), ReadingFact.subjectOf(station, 0), last, page);
                next.forEach(reading -> found.add(reading.reading().takenAt()));
                last = next.isEmpty() ? null : next.getLast();
            } while (next.size() == page);
            assertThat(found).as("pages of %d", page).isEqualTo(times);
        }
    }

    private void write(Connection connection, int from, int to) throws SQLException {
        for (int minute = from; minute < to; minute++) {
            List<ReadingFact> facts = new ArrayList<>();
            for (int transaction = 0; transaction < 100; transaction++) {
                var at = START.plusSeconds(60L * minute);
                var samples = List.of(
                        new Sample(Integer.toString(100_000 + 123 * minute), null, null, null, null, "Wh", 0, null),
                        new Sample("7234.5", "Power.Active.Import", null, null, null, "W", 0, null),
                        new Sample("31.4", "Current.Import", null, null, null, "A", 0, null),
                        new Sample("230.2", "Voltage", null, null, null, "V", 0, null),
                        new Sample(Integer.toString(minute % 100), "SoC", null, null, null, "Percent", 0, null),
                        new Sample("21.5", "Temperature", null, null, null, "Celsius", 0, null));
                var reading = Samples.readings(at, samples).getFirst();
                facts.add(new ReadingFact(
                        1_000L + transaction,
                        DAY,
                        new StationId(transaction),
                        1,
                        1,
                        false,
                        reading,
                        at.plusMillis(250)));
            }
            store.write(connection, facts);
            connection.commit();
        }
    }
}
