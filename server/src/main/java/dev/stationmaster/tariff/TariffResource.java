package dev.stationmaster.tariff;

import dev.stationmaster.platform.web.Page;
import java.security.Principal;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Tariffs: list, make, change (which makes a new version), delete, and try out. */
@RestController
@RequestMapping("/api/v1/tariffs")
class TariffResource {
    private final TariffService tariffs;
    private final WorkedExamples examples;
    private final TariffsSeen seen;

    TariffResource(TariffService tariffs, WorkedExamples examples, TariffsSeen seen) {
        this.tariffs = tariffs;
        this.examples = examples;
        this.seen = seen;
    }

    /** They are few, so there are no pages. Who is limited to sites is shown the tariffs that were assigned there. */
    @GetMapping
    Page<TariffView> list() {
        return page(
                tariffs.all().stream().filter(tariff -> seen.sees(tariff.id())).toList());
    }

    @GetMapping("/{id}")
    TariffView get(@PathVariable String id) {
        seen.require(id);
        return TariffView.of(tariffs.get(id));
    }

    /** The newest first; transactions keep the version they began with. */
    @GetMapping("/{id}/versions")
    Page<TariffView> versions(@PathVariable String id) {
        seen.require(id);
        return page(tariffs.versions(id));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    TariffView create(@RequestBody JsonNode form, Principal operator) {
        return TariffView.of(tariffs.create(form, operator.getName()));
    }

    /** The whole tariff as it shall be; one that says the same as before gets no new version. */
    @PutMapping("/{id}")
    TariffView replace(@PathVariable String id, @RequestBody JsonNode form, Principal operator) {
        return TariffView.of(tariffs.replace(id, form, operator.getName()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id, Principal operator) {
        tariffs.delete(id, operator.getName());
    }

    /** What a session would cost, or would have cost, step by step. */
    @PostMapping("/{id}/price")
    WorkedExamples.Worked price(@PathVariable String id, @RequestBody JsonNode question) {
        seen.require(id);
        return examples.price(id, question);
    }

    private static Page<TariffView> page(List<Tariff> found) {
        return new Page<>(found.stream().map(TariffView::of).toList(), null);
    }
}
