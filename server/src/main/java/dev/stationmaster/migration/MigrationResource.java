package dev.stationmaster.migration;

import dev.stationmaster.migration.MigrationService.Wish;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.FieldProblem;
import dev.stationmaster.station.StationService;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** A station's moves to other network profiles. */
@RestController
@RequestMapping("/api/v1/stations/{id}/migrations")
class MigrationResource {
    private static final Set<String> RESETS = Set.of("OnIdle", "Immediate");
    private static final int LONGEST_PATIENCE = 30 * 86_400;

    private final StationService stations;
    private final MigrationService migrations;

    MigrationResource(StationService stations, MigrationService migrations) {
        this.stations = stations;
        this.migrations = migrations;
    }

    /**
     * @param connectionData as in SetNetworkProfile; null when the slot is filled already
     * @param priority slots, the most wanted first; null puts the new one before the one in use
     * @param reset OnIdle (default) or Immediate
     * @param inoperative whether the station is closed to new transactions first (default), and opened when it has arrived
     * @param patienceSeconds how long its transactions may take to end; default a day
     * @param force although a rule speaks against it
     */
    record MigrationForm(
            @Nullable JsonNode connectionData,
            @Nullable Integer configurationSlot,
            @Nullable List<Integer> priority,
            @Nullable String reset,
            @Nullable Boolean inoperative,
            @Nullable Integer patienceSeconds,
            @Nullable Boolean force) {
        /** It may hold a password. */
        @Override
        public String toString() {
            return "MigrationForm[configurationSlot=" + configurationSlot + "]";
        }
    }

    /**
     * @param step profile, closing, draining, priority, reset, returning, checking, opening; done or failed at the end
     * @param command of the present step
     */
    record MigrationView(
            UUID id,
            int configurationSlot,
            String priority,
            String reset,
            boolean inoperative,
            String step,
            @Nullable UUID command,
            @Nullable String failure,
            String actor,
            Instant beganAt,
            Instant drainedUntil,
            @Nullable Instant endedAt) {
        static MigrationView of(Migration one) {
            return new MigrationView(
                    one.id(),
                    one.slot(),
                    one.priority(),
                    one.reset(),
                    one.inoperative(),
                    one.step().name().toLowerCase(Locale.ROOT),
                    one.command(),
                    one.failure(),
                    one.actor(),
                    one.beganAt(),
                    one.drainedUntil(),
                    one.endedAt());
        }
    }

    /** They are few, so there are no pages. */
    record Migrations(List<MigrationView> items) {}

    @GetMapping
    Migrations all(@PathVariable String id) {
        return new Migrations(migrations.of(stations.get(id).id()).stream()
                .map(MigrationView::of)
                .toList());
    }

    @GetMapping("/{migration}")
    MigrationView one(@PathVariable String id, @PathVariable UUID migration) {
        return MigrationView.of(migrations.get(stations.get(id).id(), migration));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    MigrationView begin(@PathVariable String id, @RequestBody MigrationForm form, Principal operator) {
        return MigrationView.of(migrations.begin(stations.get(id), wish(form), operator.getName()));
    }

    /** Stops it, as long as the station was not told to go. */
    @DeleteMapping("/{migration}")
    MigrationView cancel(@PathVariable String id, @PathVariable UUID migration, Principal operator) {
        return MigrationView.of(migrations.cancel(stations.get(id).id(), migration, operator.getName()));
    }

    private static Wish wish(MigrationForm form) {
        List<FieldProblem> found = new ArrayList<>();
        Integer slot = form.configurationSlot();
        if (slot == null || slot < 0)
            found.add(new FieldProblem("configurationSlot", "required", "configurationSlot must be a slot's number."));
        String reset = form.reset() == null ? "OnIdle" : form.reset();
        if (!RESETS.contains(reset))
            found.add(new FieldProblem("reset", "enum", "reset must be: OnIdle or Immediate."));
        int patience = form.patienceSeconds() == null ? 86_400 : form.patienceSeconds();
        if (patience < 1 || patience > LONGEST_PATIENCE)
            found.add(new FieldProblem(
                    "patienceSeconds", "1..2592000", "patienceSeconds must be: a number from 1 to 2592000."));
        List<Integer> priority = form.priority() == null ? List.of() : form.priority();
        if (!priority.isEmpty() && slot != null && !slot.equals(priority.getFirst()))
            found.add(new FieldProblem("priority", "first", "priority must begin with the slot to move to."));
        JsonNode data = form.connectionData() == null || form.connectionData().isNull() ? null : form.connectionData();
        if (data != null && !data.isObject())
            found.add(new FieldProblem("connectionData", "type object", "connectionData must be an object."));
        if (slot == null || !found.isEmpty()) throw ApiProblem.invalid(found);
        return new Wish(
                slot,
                data,
                priority,
                reset,
                !Boolean.FALSE.equals(form.inoperative()),
                Duration.ofSeconds(patience),
                Boolean.TRUE.equals(form.force()));
    }
}
