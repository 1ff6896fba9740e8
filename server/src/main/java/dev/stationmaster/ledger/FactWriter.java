package dev.stationmaster.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes all facts of one type in a commit, with one multi-row statement ({@code unnest}). Every feature that has facts offers one such bean.
 *
 * @param <F> the fact
 * @param <R> its result
 */
public interface FactWriter<F extends Fact<R>, R> {
    Class<F> factType();

    /** Smaller numbers are written first within a commit; rows that others refer to come before them. */
    int order();

    /**
     * Writes the facts; equal keys are merged here, before the statement (the last wins, or the first, as the fact demands).
     *
     * @param connection in a transaction of the ledger; never committed or closed here
     * @param facts in the order in which they were handed in
     * @return one result for each fact, in the same order; elements are null for {@code Void}
     * @throws SQLException of class 22 or 23 makes the ledger bisect until the guilty fact stands alone
     */
    List<@Nullable R> write(Connection connection, List<F> facts) throws SQLException;

    /**
     * As {@link #write}, in a cheaper way that breaks a unique index where a fact is stored already; nearly none is. Then the ledger rolls back and
     * lets {@link #write} do it.
     */
    default List<@Nullable R> writeNew(Connection connection, List<F> facts) throws SQLException {
        return write(connection, facts);
    }

    /** A writer for the one method of a store that writes facts of this type; for stores with several. */
    static <F extends Fact<R>, R> FactWriter<F, R> of(Class<F> factType, int order, Statement<F, R> statement) {
        return new FactWriter<>() {
            @Override
            public Class<F> factType() {
                return factType;
            }

            @Override
            public int order() {
                return order;
            }

            @Override
            public List<@Nullable R> write(Connection connection, List<F> facts) throws SQLException {
                return statement.write(connection, facts);
            }
        };
    }

    /** As {@link #write}. */
    @FunctionalInterface
    interface Statement<F, R> {
        List<@Nullable R> write(Connection connection, List<F> facts) throws SQLException;
    }
}
