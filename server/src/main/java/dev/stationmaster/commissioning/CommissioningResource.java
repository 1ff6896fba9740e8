package dev.stationmaster.commissioning;

import dev.stationmaster.commissioning.Commissioning.State;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.FieldProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Paging;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import java.security.Principal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Putting units into service: begin, skip what cannot be shown, write notes, sign. Steps pass by what the station sends. */
@RestController
@RequestMapping("/api/v1")
class CommissioningResource {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_NOTE = 1_000;

    private final CommissioningService commissionings;
    private final StationDirectory stations;
    private final InstantSource clock;

    CommissioningResource(CommissioningService commissionings, StationDirectory stations, InstantSource clock) {
        this.commissionings = commissionings;
        this.stations = stations;
        this.clock = clock;
    }

    /**
     * What a person says of a step.
     *
     * @param note empty removes it; null leaves it
     * @param skip the reason why it is not to be seen; empty takes the skipping back; null leaves it
     */
    record CheckForm(@Nullable String note, @Nullable String skip) {}

    /** @param name of the person, as it is to stand on the report */
    record SignForm(@Nullable String name) {}

    /** Newest first. @param state open, signed or abandoned */
    @GetMapping("/commissionings")
    Page<CommissioningView> all(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        return list(null, state, Paging.of(limit, after));
    }

    @GetMapping("/stations/{id}/commissionings")
    Page<CommissioningView> ofStation(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        return list(station(id), state, Paging.of(limit, after));
    }

    /** Stays readable when the station is deleted. */
    @GetMapping("/stations/{id}/commissionings/{commissioning}")
    CommissioningView get(@PathVariable String id, @PathVariable UUID commissioning) {
        return view(known(id, commissioning));
    }

    /** One station is commissioned once at a time. */
    @PostMapping("/stations/{id}/commissionings")
    @ResponseStatus(HttpStatus.CREATED)
    CommissioningView begin(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable CommissioningForm form,
            Principal operator) {
        var station = stations.find(id).orElseThrow(() -> ApiProblem.notFound("station", id));
        CommissioningForm wanted = form == null ? new CommissioningForm(null, null, null, null, null) : form;
        return view(commissionings.begin(station, wanted.checked(), operator.getName()));
    }

    @PatchMapping("/stations/{id}/commissionings/{commissioning}")
    CommissioningView change(
            @PathVariable String id,
            @PathVariable UUID commissioning,
            @RequestBody CommissioningForm form,
            Principal operator) {
        known(id, commissioning);
        return view(commissionings.change(commissioning, form.checked(), operator.getName()));
    }

    @PatchMapping("/stations/{id}/commissionings/{commissioning}/steps/{step}")
    CommissioningView change(
            @PathVariable String id,
            @PathVariable UUID commissioning,
            @PathVariable String step,
            @RequestBody CheckForm form,
            Principal operator) {
        known(id, commissioning);
        List<FieldProblem> found = new ArrayList<>();
        CommissioningForm.text("note", form.note(), 0, LONGEST_NOTE, found);
        CommissioningForm.text("skip", form.skip(), 0, LONGEST_NOTE, found);
        if (!found.isEmpty()) throw ApiProblem.invalid(found);
        String actor = operator.getName();
        return view(commissionings.change(commissioning, actor, step, before -> said(before, form, actor)));
    }

    private CheckStep said(CheckStep before, CheckForm form, String actor) {
        String note = form.note();
        CheckStep step = note == null ? before : before.noted(note.isBlank() ? null : note.strip());
        String skip = form.skip();
        if (skip == null) return step;
        if (step.state() == CheckStep.State.PASSED)
            throw ApiProblem.conflict("step-passed", "This step was seen; there is nothing to skip.");
        return skip.isBlank() ? step.wanted() : step.skipped(skip.strip(), actor, clock.instant());
    }

    /** 409 {@code steps-waiting} as long as a step was neither seen nor skipped; {@code errors} name them. */
    @PostMapping("/stations/{id}/commissionings/{commissioning}/sign-off")
    CommissioningView sign(
            @PathVariable String id, @PathVariable UUID commissioning, @RequestBody SignForm form, Principal operator) {
        known(id, commissioning);
        String name = form.name() == null ? "" : form.name().strip();
        List<FieldProblem> found = new ArrayList<>();
        CommissioningForm.text("name", name, 1, LONGEST_NAME, found);
        if (!found.isEmpty()) throw ApiProblem.invalid(found);
        return view(commissionings.sign(commissioning, name, operator.getName()));
    }

    /** It is over without a signature; its record stays. */
    @PostMapping("/stations/{id}/commissionings/{commissioning}/abandon")
    CommissioningView abandon(@PathVariable String id, @PathVariable UUID commissioning, Principal operator) {
        known(id, commissioning);
        return view(commissionings.abandon(commissioning, operator.getName()));
    }

    private Page<CommissioningView> list(@Nullable StationId station, @Nullable String state, Paging paging) {
        String after = paging.after();
        List<Commissioning> found =
                commissionings.list(station, state(state), after == null ? null : uuid(after), paging.fetch());
        return Page.of(found, paging, one -> one.id().toString()).map(this::view);
    }

    private CommissioningView view(Commissioning one) {
        return CommissioningView.of(one, stations.nameOf(one.station()).orElse(""));
    }

    private Commissioning known(String identity, UUID id) {
        Commissioning one = commissionings.get(id);
        if (!one.station().equals(station(identity))) throw ApiProblem.notFound("commissioning", id.toString());
        return one;
    }

    private StationId station(String identity) {
        return stations.everKnown(identity).orElseThrow(() -> ApiProblem.notFound("station", identity));
    }

    private static @Nullable State state(@Nullable String word) {
        if (word == null) return null;
        try {
            return State.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw ApiProblem.invalid("state", "enum", "state is open, signed or abandoned.");
        }
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ApiProblem.invalid("after", "cursor", "after is the value of next from the page before.");
        }
    }
}
