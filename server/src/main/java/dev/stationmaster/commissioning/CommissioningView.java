package dev.stationmaster.commissioning;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A commissioning as the API shows it.
 *
 * @param state open, signed or abandoned
 * @param securityProfile to be reached
 * @param energyWh each connector is to deliver at least
 * @param clockLimitSeconds how far its clock may be from ours
 * @param idToken the tests are started with
 * @param signedName as the person wrote it
 * @param waiting how many steps are neither seen nor skipped
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CommissioningView(
        UUID id,
        String station,
        String state,
        int securityProfile,
        int energyWh,
        int clockLimitSeconds,
        String idToken,
        String notes,
        String startedBy,
        Instant startedAt,
        @Nullable String signedName,
        @Nullable String endedBy,
        @Nullable Instant endedAt,
        int waiting,
        List<CheckView> steps) {
    /**
     * @param step its key, for example {@code plugged.1.1}
     * @param check connected, booted, clock, security, configuration, plugged, charging, energy, stopped or unlocked
     * @param evse 0 is the whole station
     * @param state waiting, passed or skipped
     * @param evidence what was seen, by name
     * @param reason why it was skipped
     * @param by who skipped it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CheckView(
            String step,
            String check,
            int evse,
            int connector,
            String state,
            @Nullable Instant at,
            Map<String, String> evidence,
            @Nullable String note,
            @Nullable String reason,
            @Nullable String by) {
        static CheckView of(CheckStep step) {
            return new CheckView(
                    step.key(),
                    step.check().word(),
                    step.evse(),
                    step.connector(),
                    CommissioningStore.word(step.state()),
                    step.at() == null ? null : step.at().truncatedTo(ChronoUnit.MILLIS),
                    step.evidence(),
                    step.note(),
                    step.reason(),
                    step.by());
        }
    }

    static CommissioningView of(Commissioning one, String station) {
        Commissioning.End end = one.end();
        return new CommissioningView(
                one.id(),
                station,
                CommissioningStore.word(one.state()),
                one.terms().securityProfile(),
                one.terms().energyWh(),
                one.terms().clockLimitSeconds(),
                one.terms().token(),
                one.notes(),
                one.startedBy(),
                one.startedAt().truncatedTo(ChronoUnit.MILLIS),
                end == null ? null : end.signedName(),
                end == null ? null : end.by(),
                end == null ? null : end.at().truncatedTo(ChronoUnit.MILLIS),
                one.waiting().size(),
                one.steps().stream().map(CheckView::of).toList());
    }
}
