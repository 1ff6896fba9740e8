package dev.stationmaster.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Adds to the audit; nothing in it is ever changed, the database refuses that too. */
@Service
public class AuditLog {
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private final AuditStore store;
    private final InstantSource clock;

    AuditLog(AuditStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * What happened.
     *
     * @param via password, oidc, token or setup
     * @param action such as {@code station.changed}, {@code command.Reset}, {@code session.begun}
     * @param object such as {@code station/CP-1}
     * @param before and after: what the API shows of the object; null where it was not, or is not any more
     */
    public record Entry(
            String actor,
            String via,
            @Nullable String remoteAddress,
            String action,
            String object,
            @Nullable Object before,
            @Nullable Object after) {}

    /** Durable when this returns. Secrets are masked by the names of their fields. */
    public void record(Entry entry) {
        store.insert(entry, json(entry.before), json(entry.after), clock.instant());
    }

    private static @Nullable String json(@Nullable Object value) {
        if (value == null) return null;
        return AuditMask.masked(JSON.valueToTree(value)).toString();
    }
}
