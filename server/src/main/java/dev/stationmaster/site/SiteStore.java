package dev.stationmaster.site;

import dev.stationmaster.ledger.FactWriter;
import dev.stationmaster.site.Site.Address;
import java.sql.Connection;
import java.sql.PreparedStatement;
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
    private static final String SAVE = """
            insert into site (id, name, time_zone, currency, parent_id, title, street, postal_code, city, country, latitude, longitude, limit_a, limit_w)
            overriding system value values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (id) do update
            set name = excluded.name, time_zone = excluded.time_zone, currency = excluded.currency, parent_id = excluded.parent_id,
                title = excluded.title, street = excluded.street, postal_code = excluded.postal_code, city = excluded.city,
                country = excluded.country, latitude = excluded.latitude, longitude = excluded.longitude,
                limit_a = excluded.limit_a, limit_w = excluded.limit_w
            """;

    private final JdbcClient jdbc;

    SiteStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Site> all() {
        return jdbc.sql("select * from site order by id")
                .query((row, _) -> new Site(
                        row.getInt("id"),
                        row.getString("name"),
                        ZoneId.of(row.getString("time_zone")),
                        row.getString("currency"),
                        row.getObject("parent_id", Integer.class),
                        row.getString("title"),
                        new Address(
                                row.getString("street"),
                                row.getString("postal_code"),
                                row.getString("city"),
                                row.getString("country")),
                        row.getBigDecimal("latitude"),
                        row.getBigDecimal("longitude"),
                        new SiteLimit(row.getBigDecimal("limit_a"), row.getBigDecimal("limit_w"))))
                .list();
    }

    int nextId() {
        return jdbc.sql("select nextval(pg_get_serial_sequence('site', 'id'))")
                .query(Integer.class)
                .single();
    }

    /** Stations that were deleted stay where they were; their history goes to the place named instead. */
    void delete(int id, int instead) {
        jdbc.sql("update station set site_id = :instead where site_id = :id")
                .param("instead", instead)
                .param("id", id)
                .update();
        jdbc.sql("delete from site where id = :id").param("id", id).update();
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
        try (PreparedStatement save = connection.prepareStatement(SAVE)) {
            for (var fact : facts) {
                Site site = fact.site();
                save.setInt(1, site.id());
                save.setString(2, site.name());
                save.setString(3, site.timeZone().getId());
                save.setString(4, site.currency());
                save.setObject(5, site.parent(), java.sql.Types.INTEGER);
                save.setString(6, site.title());
                save.setString(7, site.address().street());
                save.setString(8, site.address().postalCode());
                save.setString(9, site.address().city());
                save.setString(10, site.address().country());
                save.setBigDecimal(11, site.latitude());
                save.setBigDecimal(12, site.longitude());
                save.setBigDecimal(13, site.limit().amperesPerPhase());
                save.setBigDecimal(14, site.limit().watts());
                save.addBatch();
            }
            save.executeBatch();
        }
        return Collections.nCopies(facts.size(), null);
    }
}
