package dev.stationmaster.savedview;

import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import java.security.Principal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The caller's own views of lists. */
@RestController
@RequestMapping("/api/v1/session/views/{list}")
class SavedViewResource {
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_SEARCH = 4_000;
    private static final int MOST = 50;

    private final SavedViewStore store;
    private final JsonMapper json;
    private final InstantSource clock;

    SavedViewResource(SavedViewStore store, JsonMapper json, InstantSource clock) {
        this.store = store;
        this.json = json;
        this.clock = clock;
    }

    /** @param search what stands in the address of the list: filters, order and columns */
    record View(String name, Map<String, Object> search, Instant changedAt) {}

    record Wanted(Map<String, Object> search) {}

    /** By name; they are few, so there are no pages. */
    @GetMapping
    Page<View> all(@PathVariable String list, Principal caller) {
        return new Page<>(
                store.of(caller.getName(), list).stream().map(this::view).toList(), null);
    }

    /** Keeps the view under that name, in place of one of the same name. */
    @PutMapping("/{name}")
    View save(@PathVariable String list, @PathVariable String name, @RequestBody Wanted wanted, Principal caller) {
        String given = name.strip();
        if (given.isEmpty() || given.length() > LONGEST_NAME)
            throw ApiProblem.invalid("name", "1.." + LONGEST_NAME, "A view's name has 1 to 60 characters.");
        if (list.length() > LONGEST_NAME)
            throw ApiProblem.invalid("list", "maxLength 60", "A list's name has at most 60 characters.");
        String search = json.writeValueAsString(wanted.search());
        if (search.length() > LONGEST_SEARCH)
            throw ApiProblem.invalid("search", "maxLength 4000", "A view holds at most 4,000 characters.");
        var known = store.of(caller.getName(), list);
        if (known.size() >= MOST && known.stream().noneMatch(one -> one.name().equals(given)))
            throw ApiProblem.conflict("too-many-views", "There are 50 views of this list already; delete one.");
        var row = new SavedViewStore.Row(given, search, clock.instant());
        store.save(caller.getName(), list, row);
        return view(row);
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String list, @PathVariable String name, Principal caller) {
        store.delete(caller.getName(), list, name);
    }

    private View view(SavedViewStore.Row row) {
        return new View(row.name(), json.readValue(row.search(), new TypeReference<>() {}), row.changedAt());
    }
}
