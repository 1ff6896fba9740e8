package dev.stationmaster.metering;

import dev.stationmaster.ledger.Columns;
import dev.stationmaster.ledger.FactWriter;
import dev.stationmaster.ledger.RowShape;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Readings in the database: one wide row each. */
@Repository
class ReadingStore implements FactWriter<ReadingFact, Void> {
    private static final String COLUMNS = """
            subject_id, taken_at, content_hash, received_at, energy_wh, energy_export_wh,
            energy_interval_wh, day, power_w, current_a, voltage_v, soc_percent, temperature_c,
            frequency_hz, power_offered_w, current_offered_a, station_id, evse, connector,
            inferred, context, others, signed""";

    private static final String COPY = "copy meter_reading (" + COLUMNS + ") from stdin (format binary)";

    private static final String INSERT =
            """
            insert into meter_reading (%s)
            select subject, %s, hash, %s, energy, export, amount, %s, power, amperes, volts, soc, celsius,
                   hertz, power_offered, current_offered, station, evse, connector, inferred, context, others, signed
            from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::float8[], ?::float8[], ?::float8[], ?::int[],
                        ?::real[], ?::real[], ?::real[], ?::real[], ?::real[], ?::real[], ?::real[], ?::real[],
                        ?::int[], ?::int[], ?::int[], ?::bool[], ?::text[], ?::text[], ?::text[])
                 as new (subject, taken, hash, received, energy, export, amount, day, power, amperes, volts, soc, celsius,
                         hertz, power_offered, current_offered, station, evse, connector, inferred, context, others, signed)
            on conflict do nothing
            """.formatted(COLUMNS, Columns.time("taken"), Columns.time("received"), Columns.day("day"));

    /** Days not after the last page's by which a list of loose readings is looked for at first, and when that was not enough. */
    private static final int[] WINDOWS = {3, 40, 100_000};

    private static final String WINDOW_BEGINS =
            "(least((now() at time zone 'UTC')::date, (:at::timestamptz at time zone 'UTC')::date) - :days)";

    /** The readings from which an account can be made again: where registers turn, and the latest and highest of the rest. */
    private static final String TURNING_POINTS = """
            select subject_id, taken_at, context, energy_wh, energy_interval_wh, power_w, soc_percent
            from (
                select subject_id, taken_at, context, energy_wh, energy_interval_wh, power_w, soc_percent,
                       lag(energy_wh) over registers as before, lead(energy_wh) over registers as after,
                       row_number() over (partition by subject_id order by taken_at desc) as age,
                       row_number() over (partition by subject_id order by power_w desc nulls last) as power_rank,
                       row_number() over (partition by subject_id, power_w is null order by taken_at desc) as power_age,
                       row_number() over (partition by subject_id, soc_percent is null order by taken_at desc) as soc_age
                from meter_reading
                where day = any(:days::date[]) and subject_id = any(:subjects::bigint[])
                window registers as (partition by subject_id, energy_wh is null order by taken_at, content_hash)
            ) reading
            where age = 1 or power_rank = 1 or power_age = 1 and power_w is not null or soc_age = 1 and soc_percent is not null
               or energy_wh is not null and (before is null or after is null or energy_wh < before or after < energy_wh
                                             or energy_wh = 0 or before = 0 or context like 'Transaction.%')
               or energy_wh is null and energy_interval_wh is not null
            """;

    private final JdbcClient jdbc;
    private final ReadingJson json;
    private final RowShape<ReadingFact> shape;

    ReadingStore(JdbcClient jdbc, ReadingJson json) {
        this.jdbc = jdbc;
        this.json = json;
        this.shape = shape(json);
    }

    @Override
    public Class<ReadingFact> factType() {
        return ReadingFact.class;
    }

    @Override
    public int order() {
        return 320;
    }

    @Override
    public List<@Nullable Void> write(Connection connection, List<ReadingFact> facts) throws SQLException {
        try (var insert = connection.prepareStatement(INSERT)) {
            shape.bind(insert, facts);
            insert.executeUpdate();
        }
        return Collections.nCopies(facts.size(), null);
    }

    @Override
    public List<@Nullable Void> writeNew(Connection connection, List<ReadingFact> facts) throws SQLException {
        shape.copy(connection, COPY, facts);
        return Collections.nCopies(facts.size(), null);
    }

    private static RowShape<ReadingFact> shape(ReadingJson json) {
        return new RowShape<ReadingFact>()
                .longs(ReadingFact::subjectId)
                .times(fact -> fact.reading().takenAt())
                .longs(fact -> fact.reading().contentHash())
                .times(ReadingFact::receivedAt)
                .doubles(fact -> wide(fact.reading().energyWh()))
                .doubles(fact -> wide(fact.reading().energyExportWh()))
                .doubles(fact -> wide(fact.reading().energyIntervalWh()))
                .days(ReadingFact::day)
                .floats(fact -> fact.reading().powerW())
                .floats(fact -> fact.reading().currentA())
                .floats(fact -> fact.reading().voltageV())
                .floats(fact -> fact.reading().socPercent())
                .floats(fact -> fact.reading().temperatureC())
                .floats(fact -> fact.reading().frequencyHz())
                .floats(fact -> fact.reading().powerOfferedW())
                .floats(fact -> fact.reading().currentOfferedA())
                .ints(fact -> fact.station().key())
                .ints(ReadingFact::evse)
                .ints(ReadingFact::connector)
                .flags(ReadingFact::inferred)
                .texts(fact -> fact.reading().context().equals(SampleFold.PERIODIC)
                        ? null
                        : fact.reading().context())
                .texts(fact -> json.others(fact.reading()))
                .texts(fact -> json.signed(fact.reading()));
    }

    /**
     * A page of the readings of a range of subjects.
     *
     * @param day under which they are stored; null for all days
     * @param after the last one of the page before; null for the first page
     */
    List<StoredReading> list(
            @Nullable LocalDate day,
            long firstSubject,
            long lastSubject,
            boolean newestFirst,
            @Nullable StoredReading after,
            int limit) {
        String order = newestFirst ? "desc" : "asc";
        var sql = new StringBuilder("select * from meter_reading where ");
        // With one subject the unique key has the order already; nothing is sorted.
        sql.append(firstSubject == lastSubject ? "subject_id = :first" : "subject_id between :first and :last");
        if (day != null) sql.append(" and day = :day");
        if (after != null)
            sql.append(" and (taken_at, content_hash, subject_id) ")
                    .append(newestFirst ? "<" : ">")
                    .append(" (:at::timestamptz, :hash, :subject)");
        sql.append(" order by taken_at %1$s, content_hash %1$s, subject_id %1$s limit :limit".formatted(order));
        return list(sql.toString(), firstSubject, lastSubject, after, limit)
                .param("day", day)
                .query((row, _) -> stored(row))
                .list();
    }

    /**
     * As {@link #list}, the newest first and of all days. It looks at the last few days first, as years of idle meters would have to be sorted
     * otherwise. What clocks told that cannot be right is looked at every time, for it may stand anywhere in the order.
     */
    List<StoredReading> newest(long firstSubject, long lastSubject, @Nullable StoredReading after, int limit) {
        String sql = "select *, taken_at >= " + WINDOW_BEGINS
                + "::timestamp at time zone 'UTC' as within from meter_reading"
                + " where subject_id between :first and :last and (day >= " + WINDOW_BEGINS + " or day < '2020-01-01')"
                + (after == null
                        ? ""
                        : " and (taken_at, content_hash, subject_id) < (:at::timestamptz, :hash, :subject)")
                + " order by taken_at desc, content_hash desc, subject_id desc limit :limit";
        List<Found> found = List.of();
        for (int days : WINDOWS) {
            found = list(sql, firstSubject, lastSubject, after, limit)
                    .param("days", days)
                    .query((row, _) -> new Found(stored(row), row.getBoolean("within")))
                    .list();
            if (found.size() == limit && found.getLast().within) break;
        }
        return found.stream().map(Found::reading).toList();
    }

    /** @param within nothing older than this could have been missed */
    private record Found(StoredReading reading, boolean within) {}

    private JdbcClient.StatementSpec list(
            String sql, long firstSubject, long lastSubject, @Nullable StoredReading after, int limit) {
        return jdbc.sql(sql)
                .param("first", firstSubject)
                .param("last", lastSubject)
                .param("at", after == null ? null : after.reading().takenAt().toString(), Types.VARCHAR)
                .param("hash", after == null ? 0 : after.contentHash())
                .param("subject", after == null ? 0 : after.subjectId())
                .param("limit", limit);
    }

    void turningPoints(Collection<LocalDate> days, Collection<Long> subjects, Consumer<StoredReading> each) {
        jdbc.sql(TURNING_POINTS)
                .withFetchSize(10_000)
                .param("days", days.stream().map(LocalDate::toString).toArray(String[]::new), Types.ARRAY)
                .param("subjects", subjects.toArray(Long[]::new), Types.ARRAY)
                .query(row -> {
                    each.accept(new StoredReading(
                            row.getLong("subject_id"),
                            null,
                            0,
                            new MeterReading(
                                    instant(row, "taken_at"),
                                    context(row),
                                    exact(row, "energy_wh"),
                                    null,
                                    exact(row, "energy_interval_wh"),
                                    narrow(row, "power_w"),
                                    null,
                                    null,
                                    narrow(row, "soc_percent"),
                                    null,
                                    null,
                                    null,
                                    null,
                                    List.of(),
                                    List.of()),
                            Instant.EPOCH,
                            false));
                });
    }

    private StoredReading stored(ResultSet row) throws SQLException {
        var reading = new MeterReading(
                instant(row, "taken_at"),
                context(row),
                exact(row, "energy_wh"),
                exact(row, "energy_export_wh"),
                exact(row, "energy_interval_wh"),
                narrow(row, "power_w"),
                narrow(row, "current_a"),
                narrow(row, "voltage_v"),
                narrow(row, "soc_percent"),
                narrow(row, "temperature_c"),
                narrow(row, "frequency_hz"),
                narrow(row, "power_offered_w"),
                narrow(row, "current_offered_a"),
                json.others(row.getString("others")),
                json.signed(row.getString("signed")));
        return new StoredReading(
                row.getLong("subject_id"),
                row.getObject("evse", Integer.class),
                row.getLong("content_hash"),
                reading,
                instant(row, "received_at"),
                row.getBoolean("inferred"));
    }

    private static String context(ResultSet row) throws SQLException {
        String context = row.getString("context");
        return context == null ? SampleFold.PERIODIC : context;
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Double wide(@Nullable BigDecimal value) {
        return value == null ? null : value.doubleValue();
    }

    private static @Nullable BigDecimal exact(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : Decimals.tidy(BigDecimal.valueOf(value));
    }

    /** A real as its shortest decimal, so that 7.2 comes back as 7.2. */
    private static @Nullable Double narrow(ResultSet row, String column) throws SQLException {
        float value = row.getFloat(column);
        return row.wasNull() ? null : Double.valueOf(Float.toString(value));
    }
}
