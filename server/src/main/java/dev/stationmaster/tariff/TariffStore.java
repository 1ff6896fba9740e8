package dev.stationmaster.tariff;

import dev.stationmaster.tariff.Assignment.Place;
import dev.stationmaster.tariff.Assignment.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tariffs and assignments in the database. */
@Repository
class TariffStore {
    private final JdbcClient jdbc;

    TariffStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param content as the API takes it */
    record Row(String id, int version, Instant since, String content, boolean deleted) {}

    /** All versions of all tariffs, the first one first. */
    List<Row> all() {
        return jdbc.sql("""
                        select v.id, v.version, v.since, v.content, t.deleted_at is not null as deleted
                        from tariff_version v join tariff t on t.id = v.id order by v.id, v.version
                        """)
                .query((row, _) -> new Row(
                        row.getString("id"),
                        row.getInt("version"),
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        row.getString("content"),
                        row.getBoolean("deleted")))
                .list();
    }

    List<Assignment> assignments() {
        return jdbc.sql("select scope, subject, evse, tariff_id, changed_at from tariff_assignment")
                .query((row, _) -> new Assignment(
                        new Place(
                                Scope.valueOf(row.getString("scope").toUpperCase(Locale.ROOT)),
                                row.getString("subject"),
                                row.getInt("evse")),
                        row.getString("tariff_id"),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    List<@Nullable Void> save(Connection connection, List<TariffSaved> facts) throws SQLException {
        try (var known = connection.prepareStatement(
                        "insert into tariff (id) values (?) on conflict (id) do update set deleted_at = null");
                var version = connection.prepareStatement(
                        "insert into tariff_version (id, version, since, content, actor) values (?, ?, ?, ?, ?)")) {
            for (TariffSaved fact : facts) {
                Tariff tariff = fact.tariff();
                known.setString(1, tariff.id());
                known.addBatch();
                version.setString(1, tariff.id());
                version.setInt(2, tariff.version());
                version.setObject(3, tariff.since().atOffset(ZoneOffset.UTC));
                version.setString(4, TariffView.of(tariff).text());
                version.setString(5, fact.actor());
                version.addBatch();
            }
            known.executeBatch();
            version.executeBatch();
        }
        return Collections.nCopies(facts.size(), null);
    }

    List<@Nullable Void> delete(Connection connection, List<TariffDeleted> facts) throws SQLException {
        try (var delete = connection.prepareStatement("update tariff set deleted_at = ? where id = ?")) {
            for (TariffDeleted fact : facts) {
                delete.setObject(1, fact.at().atOffset(ZoneOffset.UTC));
                delete.setString(2, fact.id());
                delete.addBatch();
            }
            delete.executeBatch();
        }
        return Collections.nCopies(facts.size(), null);
    }

    List<@Nullable Void> assign(Connection connection, List<Assignment> facts) throws SQLException {
        for (Assignment fact : facts) {
            String tariff = fact.tariff();
            try (var statement = connection.prepareStatement(
                    tariff == null
                            ? "delete from tariff_assignment where scope = ? and subject = ? and evse = ?"
                            : """
                              insert into tariff_assignment (scope, subject, evse, tariff_id, changed_at) values (?, ?, ?, ?, ?)
                              on conflict (scope, subject, evse)
                              do update set tariff_id = excluded.tariff_id, changed_at = excluded.changed_at
                              """)) {
                statement.setString(1, fact.place().scope().word());
                statement.setString(2, fact.place().subject());
                statement.setInt(3, fact.place().evse());
                if (tariff != null) {
                    statement.setString(4, tariff);
                    statement.setObject(5, fact.at().atOffset(ZoneOffset.UTC));
                }
                statement.executeUpdate();
            }
        }
        return Collections.nCopies(facts.size(), null);
    }
}
