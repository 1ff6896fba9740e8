package dev.stationmaster.devicemodel;

import dev.stationmaster.ledger.Fact;
import dev.stationmaster.ledger.Ledger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** Writes the facts of this feature at once, each call in a transaction of its own. */
final class WritingLedger implements Ledger {
    private final DataSource database;
    private final VariableRowStore variables = new VariableRowStore();
    private final ReportPartStore parts = new ReportPartStore();

    WritingLedger(DataSource database) {
        this.database = database;
    }

    @Override
    public <R> R commit(Fact<R> fact, Fact<?>... others) {
        commit(List.of(fact));
        if (others.length > 0) throw new UnsupportedOperationException("one fact at a time");
        return none();
    }

    /** The facts here have no result. */
    @SuppressWarnings({"NullAway", "DataFlowIssue"})
    private static <R> R none() {
        return null;
    }

    @Override
    public void commit(List<? extends Fact<?>> facts) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            variables.write(
                    connection,
                    facts.stream()
                            .filter(VariableRow.class::isInstance)
                            .map(VariableRow.class::cast)
                            .toList());
            parts.write(
                    connection,
                    facts.stream()
                            .filter(ReportPart.class::isInstance)
                            .map(ReportPart.class::cast)
                            .toList());
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void append(Fact<?>... facts) {
        commit(List.of(facts));
    }

    @Override
    public void settle() {}

    @Override
    public long unavailableMillis() {
        return 0;
    }
}
