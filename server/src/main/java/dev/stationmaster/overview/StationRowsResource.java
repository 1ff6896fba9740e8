package dev.stationmaster.overview;

import dev.stationmaster.messagelog.StationFindings;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Paging;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The stations as people look for them, with what their connectors do. */
@RestController
@RequestMapping("/api/v1/overview/stations")
class StationRowsResource {
    private final StationRows rows;
    private final StationFindings findings;

    StationRowsResource(StationRows rows, StationFindings findings) {
        this.rows = rows;
        this.findings = findings;
    }

    /**
     * By identity; all filters must hold, of several values of one any.
     *
     * @param q words that must be part of identity, vendor, model, serial number or firmware
     * @param state kinds of connectors: available, occupied, charging, suspended, reserved, unavailable, faulted, offline
     * @param site names
     * @param version of the present link, as the subprotocol
     * @param model vendor and model with a blank between
     * @param findings true for those alone whose messages were odd lately
     */
    @GetMapping
    Page<StationRow> list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Boolean connected,
            @RequestParam(required = false) @Nullable Set<String> state,
            @RequestParam(required = false) @Nullable Set<String> site,
            @RequestParam(required = false) @Nullable Set<String> version,
            @RequestParam(required = false) @Nullable Set<String> model,
            @RequestParam(required = false) @Nullable Set<String> firmware,
            @RequestParam(defaultValue = "false") boolean findings,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        var paging = Paging.of(limit, after);
        var filter = filter(q, connected, state, site, version, model, firmware, findings);
        var page = Page.of(rows.first(filter, paging.after(), paging.fetch()), paging, StationRows.Hit::name);
        return new Page<>(rows.rows(page.items()), page.next());
    }

    /** How many stations of the same list there are, and of each kind; a filter that is left out shows what could be chosen. */
    @GetMapping("/sums")
    StationRows.Sums sums(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Boolean connected,
            @RequestParam(required = false) @Nullable Set<String> state,
            @RequestParam(required = false) @Nullable Set<String> site,
            @RequestParam(required = false) @Nullable Set<String> version,
            @RequestParam(required = false) @Nullable Set<String> model,
            @RequestParam(required = false) @Nullable Set<String> firmware,
            @RequestParam(defaultValue = "false") boolean findings) {
        return rows.sums(filter(q, connected, state, site, version, model, firmware, findings));
    }

    private StationFilter filter(
            @Nullable String q,
            @Nullable Boolean connected,
            @Nullable Set<String> state,
            @Nullable Set<String> site,
            @Nullable Set<String> version,
            @Nullable Set<String> model,
            @Nullable Set<String> firmware,
            boolean odd) {
        String text = q == null || q.isBlank() ? null : q.strip().toLowerCase(Locale.ROOT);
        return new StationFilter(
                text,
                connected,
                given(state),
                given(site),
                given(version),
                given(model),
                given(firmware),
                odd ? findings.all() : null);
    }

    private static @Nullable Set<String> given(@Nullable Set<String> values) {
        return values == null || values.isEmpty() ? null : values;
    }
}
