package dev.stationmaster.ledger;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Binds facts as the arrays of an {@code unnest}, one column after the other in the order of the question marks. Times go as microseconds since
 * 1970 ({@code bigint}), which the driver sends in binary; {@link #time} turns them back in SQL.
 */
public final class Columns<F> {
    private final PreparedStatement statement;
    private final List<F> facts;
    private int number;

    public Columns(PreparedStatement statement, List<F> facts) {
        this.statement = statement;
        this.facts = facts;
    }

    /** SQL for a column of {@link #times}. */
    public static String time(String column) {
        return "timestamptz 'epoch' + " + column + " * interval '1 microsecond'";
    }

    public Columns<F> longs(Function<F, @Nullable Long> value) throws SQLException {
        return bind("int8", Long[]::new, value);
    }

    public Columns<F> ints(Function<F, @Nullable Integer> value) throws SQLException {
        return bind("int4", Integer[]::new, value);
    }

    public Columns<F> doubles(Function<F, @Nullable Double> value) throws SQLException {
        return bind("float8", Double[]::new, value);
    }

    public Columns<F> floats(Function<F, @Nullable Double> value) throws SQLException {
        return bind("float4", Float[]::new, fact -> {
            Double wide = value.apply(fact);
            return wide == null ? null : wide.floatValue();
        });
    }

    public Columns<F> flags(Function<F, @Nullable Boolean> value) throws SQLException {
        return bind("bool", Boolean[]::new, value);
    }

    /** PostgreSQL stores no NUL character; a station that sends one is not refused for it. */
    public Columns<F> texts(Function<F, @Nullable String> value) throws SQLException {
        return bind("text", String[]::new, fact -> {
            String text = value.apply(fact);
            return text == null || text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
        });
    }

    public Columns<F> times(Function<F, @Nullable Instant> value) throws SQLException {
        return longs(fact -> {
            Instant time = value.apply(fact);
            return time == null ? null : ChronoUnit.MICROS.between(Instant.EPOCH, time);
        });
    }

    public Columns<F> numerics(Function<F, @Nullable BigDecimal> value) throws SQLException {
        return bind("numeric", BigDecimal[]::new, value);
    }

    public Columns<F> days(Function<F, LocalDate> value) throws SQLException {
        return bind(
                "int4",
                Integer[]::new,
                fact -> Math.toIntExact(value.apply(fact).toEpochDay()));
    }

    /** SQL for a column of {@link #days}. */
    public static String day(String column) {
        return "date 'epoch' + " + column;
    }

    public Columns<F> uuids(Function<F, UUID> value) throws SQLException {
        return bind("uuid", UUID[]::new, value);
    }

    private <T> Columns<F> bind(
            String type, java.util.function.IntFunction<@Nullable T[]> array, Function<F, @Nullable T> value)
            throws SQLException {
        @Nullable T[] values = array.apply(facts.size());
        for (int i = 0; i < values.length; i++) values[i] = value.apply(facts.get(i));
        statement.setArray(++number, statement.getConnection().createArrayOf(type, values));
        return this;
    }
}
