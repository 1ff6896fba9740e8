package dev.stationmaster.ledger;

import dev.stationmaster.platform.database.BinaryCopy;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a fact, in their order, for both ways in: the arrays of an {@code unnest} (see {@link Columns}), which may meet rows that are there,
 * and COPY, which may not and costs about half. One writer at a time.
 */
public final class RowShape<F> {
    private final List<Column<F>> columns = new ArrayList<>();
    private final BinaryCopy rows = new BinaryCopy();

    private record Column<F>(Arrays<F> arrays, BiConsumer<BinaryCopy, F> copy) {}

    @FunctionalInterface
    private interface Arrays<F> {
        void bind(Columns<F> columns) throws SQLException;
    }

    private RowShape<F> add(Arrays<F> arrays, BiConsumer<BinaryCopy, F> copy) {
        columns.add(new Column<>(arrays, copy));
        return this;
    }

    public RowShape<F> longs(Function<F, @Nullable Long> value) {
        return add(columns -> columns.longs(value), (row, fact) -> row.int8(value.apply(fact)));
    }

    public RowShape<F> ints(Function<F, @Nullable Integer> value) {
        return add(columns -> columns.ints(value), (row, fact) -> row.int4(value.apply(fact)));
    }

    public RowShape<F> doubles(Function<F, @Nullable Double> value) {
        return add(columns -> columns.doubles(value), (row, fact) -> row.float8(value.apply(fact)));
    }

    /** {@code real} in the table. */
    public RowShape<F> floats(Function<F, @Nullable Double> value) {
        return add(columns -> columns.floats(value), (row, fact) -> row.float4(value.apply(fact)));
    }

    public RowShape<F> flags(Function<F, @Nullable Boolean> value) {
        return add(columns -> columns.flags(value), (row, fact) -> row.bool(value.apply(fact)));
    }

    public RowShape<F> texts(Function<F, @Nullable String> value) {
        return add(columns -> columns.texts(value), (row, fact) -> row.text(value.apply(fact)));
    }

    /** {@code bigint} in the {@code unnest}, {@code timestamptz} in the table. */
    public RowShape<F> times(Function<F, @Nullable Instant> value) {
        return add(columns -> columns.times(value), (row, fact) -> row.timestamptz(value.apply(fact)));
    }

    public RowShape<F> numerics(Function<F, @Nullable BigDecimal> value) {
        return add(columns -> columns.numerics(value), (row, fact) -> row.numeric(value.apply(fact)));
    }

    /** {@code integer} in the {@code unnest}, {@code date} in the table. */
    public RowShape<F> days(Function<F, LocalDate> value) {
        return add(columns -> columns.days(value), (row, fact) -> row.date(value.apply(fact)));
    }

    public RowShape<F> uuids(Function<F, UUID> value) {
        return add(columns -> columns.uuids(value), (row, fact) -> row.uuid(value.apply(fact)));
    }

    /** Binds the question marks of an {@code unnest}. */
    public void bind(PreparedStatement statement, List<F> facts) throws SQLException {
        var arrays = new Columns<>(statement, facts);
        for (Column<F> column : columns) column.arrays.bind(arrays);
    }

    /** @param sql {@code copy … (columns in this order) from stdin (format binary)} */
    public void copy(Connection connection, String sql, List<F> facts) throws SQLException {
        rows.begin();
        for (F fact : facts) {
            rows.row(columns.size());
            for (Column<F> column : columns) column.copy.accept(rows, fact);
        }
        rows.send(connection, sql);
    }
}
