package dev.stationmaster.simulator.station;

import dev.stationmaster.simulator.profile.Profiles.Outside;
import dev.stationmaster.simulator.wire.Json;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Limits that somebody else than the server puts on a station of 2.x: kept, and told (K11 to K13). */
final class OutsideLimits {
    private final Parts parts;

    OutsideLimits(Parts parts) {
        this.parts = parts;
    }

    void set(Outside limit) {
        change();
        parts.profiles().put(limit);
        var schedule = Json.object()
                .put("id", 1)
                .put("startSchedule", parts.clock().now())
                .put("chargingRateUnit", "A")
                .put(
                        "chargingSchedulePeriod",
                        List.of(Json.object().put("startPeriod", 0).put("limit", BigDecimal.valueOf(limit.amperes()))));
        var message = Json.object()
                .put("evseId", number(limit.evse()))
                .put(
                        "chargingLimit",
                        Json.object().put("chargingLimitSource", limit.source()).put("isGridCritical", false))
                .put("chargingSchedule", List.of(schedule));
        parts.outbox().keep("NotifyChargingLimit", _ -> message, _ -> {});
    }

    void release(int evse, String source) {
        change();
        if (!parts.profiles().release(evse, source)) {
            return;
        }
        var message = Json.object().put("chargingLimitSource", source).put("evseId", number(evse));
        parts.outbox().keep("ClearedChargingLimit", _ -> message, _ -> {});
    }

    /** What flowed until now flowed without it. */
    private void change() {
        parts.evses().forEach(evse -> evse.read(parts.clock()));
    }

    private static @Nullable Integer number(int evse) {
        return evse == 0 ? null : (Integer) evse;
    }
}
