package dev.stationmaster.statistics;

import dev.stationmaster.alert.Mailer;
import dev.stationmaster.platform.Uuid7;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.FieldProblem;
import dev.stationmaster.site.Site;
import dev.stationmaster.site.SiteService;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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

/** Who gets the report of each month by mail, on the first of the next. */
@RestController
@RequestMapping("/api/v1/monthly-reports")
class MonthlyReportResource {
    private static final int MOST = 100;
    private static final int LONGEST = 1_000;
    private static final Set<String> LANGUAGES = Set.of("en", "de");
    private static final String ADDRESS = "[^\\s@,<>\"]{1,64}@[^\\s@,<>\"]{1,190}";

    private final MonthlyReportStore store;
    private final MonthlyReports reports;
    private final Mailer mailer;
    private final SiteService sites;
    private final InstantSource clock;

    MonthlyReportResource(
            MonthlyReportStore store, MonthlyReports reports, Mailer mailer, SiteService sites, InstantSource clock) {
        this.store = store;
        this.reports = reports;
        this.mailer = mailer;
        this.sites = sites;
        this.clock = clock;
    }

    /**
     * One way of the report.
     *
     * @param site its name, with all sites below it; null is all sites
     * @param addresses with commas between them
     * @param lastMonth the newest that is done, such as 2026-10; the next is sent when it is over
     * @param answer what the mail server said last
     */
    record MonthlyReportView(
            UUID id,
            @Nullable String site,
            String addresses,
            String language,
            String lastMonth,
            @Nullable String answer) {}

    /** @param hasMailServer without one nothing is sent */
    record MonthlyReportList(boolean hasMailServer, List<MonthlyReportView> items) {}

    /** @param language en or de; default en */
    record MonthlyReportForm(
            @Nullable String site,
            @Nullable String addresses,
            @Nullable String language) {}

    @GetMapping
    MonthlyReportList list() {
        return new MonthlyReportList(
                mailer.hasServer(), store.all().stream().map(this::view).toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    MonthlyReportView create(@RequestBody MonthlyReportForm form) {
        List<FieldProblem> wrong = new ArrayList<>();
        String addresses = form.addresses() == null ? "" : form.addresses().strip();
        boolean right = addresses.length() <= LONGEST
                && Arrays.stream(addresses.split(",", -1))
                        .allMatch(one -> one.strip().matches(ADDRESS));
        if (!right)
            wrong.add(new FieldProblem(
                    "addresses",
                    "addresses",
                    "addresses are of mail, like ann@example.com, with commas between them."));
        String language = form.language() == null ? "en" : form.language();
        if (!LANGUAGES.contains(language)) wrong.add(new FieldProblem("language", "enum", "language is en or de."));
        Optional<Site> site = form.site() == null ? Optional.empty() : sites.find(form.site());
        if (form.site() != null && site.isEmpty())
            wrong.add(new FieldProblem("site", "exists", "site must be the name of a site that exists."));
        if (!wrong.isEmpty()) throw ApiProblem.invalid(wrong);
        if (store.all().size() >= MOST)
            throw ApiProblem.conflict("too-many-reports", "There are " + MOST + " already; end one first.");
        var now = clock.instant();
        Integer key = site.map(Site::id).orElse(null);
        var first = new MonthlyReport(Uuid7.at(now), key, addresses, language, YearMonth.of(2000, 1), null, now);
        // What is past already was not asked for.
        var report = new MonthlyReport(first.id(), key, addresses, language, reports.past(first), null, now);
        store.save(report);
        return view(report);
    }

    /** Sends the past month now, and says what the mail server said. */
    @PostMapping("/{id}/send")
    MonthlyReportView send(@PathVariable UUID id) {
        MonthlyReport report = find(id);
        return view(reports.send(report, reports.past(report)));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id) {
        store.delete(find(id).id());
    }

    private MonthlyReport find(UUID id) {
        return store.all().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ApiProblem.notFound("monthly-report", id.toString()));
    }

    private MonthlyReportView view(MonthlyReport one) {
        Integer site = one.siteId();
        return new MonthlyReportView(
                one.id(),
                site == null ? null : sites.find(site).map(Site::name).orElse(null),
                one.addresses(),
                one.language(),
                one.lastMonth().toString(),
                one.answer());
    }
}
