package dev.stationmaster.siteplan;

import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Plans of sites in the database. */
@Repository
class SitePlanStore {
    private final JdbcClient jdbc;

    SitePlanStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A plan without its picture. */
    record Plan(int width, int height, Instant changedAt) {}

    /** Parts of the picture's width and height, from the left and from the top. */
    record Point(double x, double y) {}

    Optional<Plan> plan(int site) {
        return jdbc.sql("select width_px, height_px, changed_at from site_plan where site_id = :site")
                .param("site", site)
                .query((row, _) -> new Plan(
                        row.getInt("width_px"),
                        row.getInt("height_px"),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    Optional<Picture> picture(int site) {
        return jdbc.sql("select media_type, width_px, height_px, picture from site_plan where site_id = :site")
                .param("site", site)
                .query((row, _) -> new Picture(
                        row.getString("media_type"),
                        row.getInt("width_px"),
                        row.getInt("height_px"),
                        row.getBytes("picture")))
                .optional();
    }

    void save(int site, Picture picture, Instant at) {
        jdbc.sql("""
                        insert into site_plan (site_id, media_type, width_px, height_px, picture, changed_at)
                        values (:site, :type, :width, :height, :picture, :at)
                        on conflict (site_id) do update
                        set media_type = excluded.media_type, width_px = excluded.width_px, height_px = excluded.height_px,
                            picture = excluded.picture, changed_at = excluded.changed_at""")
                .param("site", site)
                .param("type", picture.mediaType())
                .param("width", picture.width())
                .param("height", picture.height())
                .param("picture", picture.bytes())
                .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .update();
    }

    void delete(int site) {
        jdbc.sql("delete from site_plan where site_id = :site")
                .param("site", site)
                .update();
        jdbc.sql("delete from site_plan_place where site_id = :site")
                .param("site", site)
                .update();
    }

    Map<StationId, Point> places(int site) {
        Map<StationId, Point> found = new LinkedHashMap<>();
        jdbc.sql("select station_id, x, y from site_plan_place where site_id = :site order by station_id")
                .param("site", site)
                .query((row, _) -> found.put(
                        new StationId(row.getInt("station_id")), new Point(row.getFloat("x"), row.getFloat("y"))))
                .list();
        return found;
    }

    void place(int site, StationId station, Point at) {
        jdbc.sql("""
                        insert into site_plan_place (site_id, station_id, x, y) values (:site, :station, :x, :y)
                        on conflict (site_id, station_id) do update set x = excluded.x, y = excluded.y""")
                .param("site", site)
                .param("station", station.key())
                .param("x", at.x())
                .param("y", at.y())
                .update();
    }

    void unplace(int site, StationId station) {
        jdbc.sql("delete from site_plan_place where site_id = :site and station_id = :station")
                .param("site", site)
                .param("station", station.key())
                .update();
    }
}
