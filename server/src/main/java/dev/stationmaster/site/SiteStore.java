package dev.stationmaster.site;

import dev.stationmaster.ledger.FactWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Sites in the database. */
@Repository
class SiteStore implements FactWriter<SiteSaved, Void> {
    private final JdbcClient jdbc;

    SiteStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Site> all() {
        return jdbc.sql("select id, name, time_zone, currency from site order by id")
                .query((row, _) -> new Site(
                        row.getInt("id"),
                        row.getString("name"),
                        ZoneId.of(row.getString("time_zone")),
                        row.getString("currency")))
                .list();
    }

    @Override
    public Class<SiteSaved> factType() {
        return SiteSaved.class;
    }

    @Override
    public int order() {
        return 5;
    }

    @Override
    public List<@Nullable Void> write(Connection connection, List<SiteSaved> facts) throws SQLException {
        try (var update =
                connection.prepareStatement("update site set name = ?, time_zone = ?, currency = ? where id = ?")) {
            for (var fact : facts) {
                update.setString(1, fact.site().name());
                update.setString(2, fact.site().timeZone().getId());
                update.setString(3, fact.site().currency());
                update.setInt(4, fact.site().id());
                update.addBatch();
            }
            update.executeBatch();
        }
        return Collections.nCopies(facts.size(), null);
    }
}
