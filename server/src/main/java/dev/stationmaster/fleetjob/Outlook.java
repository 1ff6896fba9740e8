package dev.stationmaster.fleetjob;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.stationmaster.station.StationChoice.Chosen;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a station would get a job's work.
 *
 * @param code ready; offline; already (it has everything); version (its OCPP cannot say it); rule (its registration, or what it declared); new
 *     (it never connected, so nothing is known of it)
 * @param reason in words; null when it is ready
 * @param changes of its values; empty for other work
 */
record Outlook(
        Chosen station,
        Verdict verdict,
        String code,
        @Nullable String reason,
        List<ValueChange> changes) {
    enum Verdict {
        NOW,
        /** When it is back. */
        LATER,
        NO
    }

    /** @param actual as last told; null when it never was @param readOnly the station has declared it so */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ValueChange(String name, @Nullable String actual, String wanted, boolean readOnly) {}

    static Outlook no(Chosen station, String code, String reason) {
        return new Outlook(station, Verdict.NO, code, reason, List.of());
    }
}
