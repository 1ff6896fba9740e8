package dev.stationmaster.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.stationmaster.audit.AuditStore.Filter;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Paging;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who did what, and when; there is nothing here to change it with. */
@RestController
@RequestMapping("/api/v1/audit")
class AuditResource {
    private final AuditStore store;

    AuditResource(AuditStore store) {
        this.store = store;
    }

    /** @param before and after: what the API showed of the object; absent where it was not, or is not any more */
    record AuditView(
            long id,
            Instant at,
            String actor,
            String via,
            @Nullable String remoteAddress,
            String action,
            String object,
            @JsonRawValue @Nullable String before,
            @JsonRawValue @Nullable String after) {
        static AuditView of(AuditStore.Row row) {
            return new AuditView(
                    row.id(),
                    row.at(),
                    row.actor(),
                    row.via(),
                    row.remoteAddress(),
                    row.action(),
                    row.object(),
                    row.before(),
                    row.after());
        }
    }

    /**
     * @param object and action: whole, or with a star for what comes before or after it: {@code station/*}, {@code *.denied}
     * @param newerThan the number of an entry that is known; only later ones are told
     */
    @GetMapping
    Page<AuditView> list(
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String object,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable Instant since,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(required = false) @Nullable Long newerThan,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        Paging paging = Paging.of(limit, after);
        return Page.of(
                        store.find(new Filter(actor, object, action, since, until, newerThan), paging),
                        paging,
                        row -> String.valueOf(row.id()))
                .map(AuditView::of);
    }
}
