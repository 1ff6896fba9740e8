package dev.stationmaster.vendor;

import java.net.URI;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Operators' rules in the database. */
@Repository
class VendorRuleStore {
    private final JdbcClient jdbc;

    VendorRuleStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<VendorRule> all() {
        return jdbc.sql("select * from vendor_rule order by lower(vendor_id), lower(message_id)")
                .query((row, _) -> {
                    String url = row.getString("url");
                    return new VendorRule(
                            row.getObject("id", UUID.class),
                            row.getString("vendor_id"),
                            row.getString("message_id"),
                            VendorRule.Answer.valueOf(row.getString("answer").toUpperCase(Locale.ROOT)),
                            row.getString("data"),
                            url == null ? null : URI.create(url),
                            row.getTimestamp("changed_at").toInstant(),
                            row.getString("changed_by"));
                })
                .list();
    }

    /** @return false when that vendor and message have a rule already */
    boolean save(VendorRule rule) {
        URI url = rule.url();
        try {
            jdbc.sql("""
                            insert into vendor_rule (id, vendor_id, message_id, answer, data, url, changed_at, changed_by)
                            values (:id, :vendor, :message, :answer, :data, :url, :at, :by)
                            on conflict (id) do update set vendor_id = excluded.vendor_id, message_id = excluded.message_id,
                              answer = excluded.answer, data = excluded.data, url = excluded.url,
                              changed_at = excluded.changed_at, changed_by = excluded.changed_by
                            """)
                    .param("id", rule.id())
                    .param("vendor", rule.vendorId())
                    .param("message", rule.messageId())
                    .param("answer", rule.answer().word())
                    .param("data", rule.data())
                    .param("url", url == null ? null : url.toString())
                    .param("at", rule.changedAt().atOffset(ZoneOffset.UTC))
                    .param("by", rule.changedBy())
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    boolean delete(UUID id) {
        return jdbc.sql("delete from vendor_rule where id = :id")
                        .param("id", id)
                        .update()
                > 0;
    }
}
