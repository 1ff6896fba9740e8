package dev.stationmaster.statistics;

import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who gets reports of months. */
@Repository
class MonthlyReportStore {
    private final JdbcClient jdbc;

    MonthlyReportStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<MonthlyReport> all() {
        return jdbc.sql("select * from monthly_report order by created_at, id")
                .query((row, _) -> new MonthlyReport(
                        row.getObject("id", UUID.class),
                        row.getObject("site_id", Integer.class),
                        row.getString("addresses"),
                        row.getString("language"),
                        YearMonth.parse(row.getString("last_month")),
                        row.getString("answer"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    void save(MonthlyReport report) {
        jdbc.sql("""
                        insert into monthly_report (id, site_id, addresses, language, last_month, answer, created_at)
                        values (:id, :site, :addresses, :language, :month, :answer, :at)
                        on conflict (id) do update set last_month = excluded.last_month, answer = excluded.answer""")
                .param("id", report.id())
                .param("site", report.siteId(), java.sql.Types.INTEGER)
                .param("addresses", report.addresses())
                .param("language", report.language())
                .param("month", report.lastMonth().toString())
                .param("answer", report.answer())
                .param("at", OffsetDateTime.ofInstant(report.createdAt(), ZoneOffset.UTC))
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("delete from monthly_report where id = :id").param("id", id).update();
    }
}
