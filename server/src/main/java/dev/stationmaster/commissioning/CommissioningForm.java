package dev.stationmaster.commissioning;

import dev.stationmaster.commissioning.Commissioning.Terms;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.FieldProblem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a unit. What is null is left as it is, or takes its default.
 *
 * @param securityProfile to be reached, 0 to 3; default the one it must use now
 * @param energyWh each connector is to deliver at least, 1 to 100,000; default 100
 * @param clockLimitSeconds how far its clock may be from ours, 1 to 3,600; default 30
 * @param idToken the tests are started with; at most 20 characters, so that 1.6 takes it; default COMMISSIONING
 * @param notes at most 4,000 characters
 */
record CommissioningForm(
        @Nullable Integer securityProfile,
        @Nullable Integer energyWh,
        @Nullable Integer clockLimitSeconds,
        @Nullable String idToken,
        @Nullable String notes) {
    private static final int MOST_WH = 100_000;
    private static final int MOST_SECONDS = 3_600;
    private static final int LONGEST_TOKEN = 20;
    static final int LONGEST_NOTES = 4_000;

    static Terms standard(int securityProfile) {
        return new Terms(securityProfile, 100, 30, "COMMISSIONING");
    }

    Terms terms(Terms now) {
        return new Terms(
                securityProfile == null ? now.securityProfile() : securityProfile,
                energyWh == null ? now.energyWh() : energyWh,
                clockLimitSeconds == null ? now.clockLimitSeconds() : clockLimitSeconds,
                idToken == null ? now.token() : idToken);
    }

    /** @throws ApiProblem naming every field that is wrong */
    CommissioningForm checked() {
        List<FieldProblem> found = new ArrayList<>();
        within("securityProfile", securityProfile, 0, 3, found);
        within("energyWh", energyWh, 1, MOST_WH, found);
        within("clockLimitSeconds", clockLimitSeconds, 1, MOST_SECONDS, found);
        text("idToken", idToken, 1, LONGEST_TOKEN, found);
        text("notes", notes, 0, LONGEST_NOTES, found);
        if (!found.isEmpty()) throw ApiProblem.invalid(found);
        return this;
    }

    private static void within(String field, @Nullable Integer value, int least, int most, List<FieldProblem> found) {
        if (value == null || value >= least && value <= most) return;
        String rule = least + ".." + most;
        found.add(new FieldProblem(field, rule, field + " is a number from " + least + " to " + most + "."));
    }

    static void text(String field, @Nullable String value, int least, int most, List<FieldProblem> found) {
        if (value == null) return;
        if (value.length() < least || value.length() > most) {
            String rule = "length " + least + ".." + most;
            found.add(new FieldProblem(field, rule, field + " has " + least + " to " + most + " characters."));
        } else if (value.chars().anyMatch(one -> Character.isISOControl(one) && one != '\n')) {
            found.add(new FieldProblem(field, "characters", field + " holds no control characters."));
        }
    }
}
