package dev.stationmaster.tariff;

import dev.stationmaster.platform.web.Page;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who pays which tariff: a token group, an EVSE, a station or a site; of several the first in this order counts. */
@RestController
@RequestMapping("/api/v1/tariff-assignments")
class AssignmentResource {
    private final TariffAssignments assignments;

    AssignmentResource(TariffAssignments assignments) {
        this.assignments = assignments;
    }

    /** They are few, so there are no pages. */
    @GetMapping
    Page<AssignmentForm> list() {
        return new Page<>(assignments.all(), null);
    }

    /** Assigns, or replaces what was assigned there. */
    @PutMapping
    AssignmentForm assign(@RequestBody AssignmentForm form, Principal operator) {
        return assignments.assign(form, operator.getName());
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            @RequestParam(required = false) @Nullable String site,
            @RequestParam(required = false) @Nullable String station,
            @RequestParam(required = false) @Nullable Integer evse,
            @RequestParam(required = false) @Nullable String group,
            Principal operator) {
        assignments.remove(new AssignmentForm(site, station, evse, group, null), operator.getName());
    }
}
