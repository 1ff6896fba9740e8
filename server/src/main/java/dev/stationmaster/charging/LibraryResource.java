package dev.stationmaster.charging;

import dev.stationmaster.command.ChargingProfile;
import dev.stationmaster.command.ChargingProfile.Purpose;
import dev.stationmaster.command.ChargingProfileJson;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.FieldProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Paging;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The operator's library of charging profiles. */
@RestController
@RequestMapping("/api/v1/charging-profiles")
class LibraryResource {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_DESCRIPTION = 1000;

    private final LibraryStore library;
    private final InstantSource clock;

    LibraryResource(LibraryStore library, InstantSource clock) {
        this.library = library;
        this.clock = clock;
    }

    @GetMapping
    Page<Map<String, Object>> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        Paging paging = Paging.of(limit, after);
        return Page.of(
                        library.list(paging.after(), paging.fetch()),
                        paging,
                        stored -> stored.name().toLowerCase(Locale.ROOT))
                .map(LibraryResource::view);
    }

    @GetMapping("/{id}")
    Map<String, Object> get(@PathVariable String id) {
        return view(found(id));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, Object> create(@RequestBody JsonNode body) {
        Instant now = clock.instant();
        var stored = read(body, new StoredProfile(UUID.randomUUID(), "", null, nothing(), now, now));
        if (!library.insert(stored)) throw nameTaken(stored);
        return view(stored);
    }

    /** What is left out stays; a profile is replaced as a whole. */
    @PatchMapping("/{id}")
    Map<String, Object> change(@PathVariable String id, @RequestBody JsonNode body) {
        StoredProfile changed = read(body, found(id));
        if (!library.update(changed)) throw nameTaken(changed);
        return view(changed);
    }

    /** Stations that have it keep it. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id) {
        if (!library.delete(found(id).id())) throw ApiProblem.notFound("charging-profile", id);
    }

    private StoredProfile found(String id) {
        try {
            return library.find(UUID.fromString(id)).orElseThrow(() -> ApiProblem.notFound("charging-profile", id));
        } catch (IllegalArgumentException e) {
            throw ApiProblem.notFound("charging-profile", id);
        }
    }

    private static ApiProblem nameTaken(StoredProfile stored) {
        return ApiProblem.conflict(
                "charging-profile-exists", "Another charging profile is called \"" + stored.name() + "\".");
    }

    private static ChargingProfile nothing() {
        return new ChargingProfile(
                null, 0, Purpose.TX_DEFAULT, ChargingProfile.Kind.RELATIVE, null, null, null, null, List.of());
    }

    private StoredProfile read(JsonNode body, StoredProfile before) {
        if (!body.isObject()) throw ApiProblem.invalid("", "type object", "The body is a JSON object.");
        List<FieldProblem> problems = new ArrayList<>();
        String name = text(body, "name", before.name(), LONGEST_NAME, problems);
        if (name == null || name.isBlank()) problems.add(new FieldProblem("name", "required", "name is needed."));
        String description = text(body, "description", before.description(), LONGEST_DESCRIPTION, problems);
        JsonNode json = body.get("profile");
        ChargingProfile profile = before.profile();
        if (json != null && json.isObject()) {
            profile = ChargingProfileJson.read(json, "profile.", problems);
        } else if (json != null || profile.schedules().isEmpty()) {
            problems.add(new FieldProblem("profile", "required", "profile is a charging profile in the words of 2.x."));
        }
        if (profile.purpose() == Purpose.EXTERNAL) {
            problems.add(new FieldProblem(
                    "profile.chargingProfilePurpose",
                    "K01.FR.22",
                    "A CSMS never sets ChargingStationExternalConstraints."));
        }
        if (profile.transactionId() != null) {
            problems.add(new FieldProblem(
                    "profile.transactionId", "absent", "The transaction is known when the profile is set."));
        }
        if (!problems.isEmpty()) throw ApiProblem.invalid(problems);
        return new StoredProfile(
                before.id(), name == null ? "" : name, description, profile, before.createdAt(), clock.instant());
    }

    private static @Nullable String text(
            JsonNode body, String field, @Nullable String before, int longest, List<FieldProblem> problems) {
        JsonNode value = body.get(field);
        if (value == null) return before;
        if (value.isNull()) return null;
        if (value.isString() && value.stringValue().length() <= longest) return value.stringValue();
        problems.add(new FieldProblem(
                field, "maxLength " + longest, field + " is a text of at most " + longest + " characters."));
        return before;
    }

    private static Map<String, Object> view(StoredProfile stored) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", stored.id().toString());
        view.put("name", stored.name());
        if (stored.description() != null) view.put("description", stored.description());
        view.put("profile", ChargingProfileJson.view(stored.profile()));
        view.put("createdAt", stored.createdAt());
        view.put("changedAt", stored.changedAt());
        return view;
    }
}
