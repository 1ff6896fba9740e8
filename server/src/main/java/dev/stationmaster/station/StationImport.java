package dev.stationmaster.station;

import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.FieldProblem;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Many stations from a table: all of them, or none as long as one row is wrong. */
@Service
class StationImport {
    private static final int LONGEST = 16 * 1024 * 1024;
    private static final int MOST_TOLD = 1_000;

    private final StationService stations;
    private final StationDirectory directory;
    private final StationCredentials credentials;
    private final StationPlans plans;
    private final Ledger ledger;
    private final InstantSource clock;

    StationImport(
            StationService stations,
            StationDirectory directory,
            StationCredentials credentials,
            StationPlans plans,
            Ledger ledger,
            InstantSource clock) {
        this.stations = stations;
        this.directory = directory;
        this.credentials = credentials;
        this.plans = plans;
        this.ledger = ledger;
        this.clock = clock;
    }

    private record Draft(List<StationForm> wanted, StationImportView view) {}

    /** Saves nothing. */
    StationImportView checked(String csv) {
        return draft(csv).view;
    }

    /** In one transaction. @throws ApiProblem 422 {@code invalid-rows} when a row is wrong; then nothing is saved */
    StationImportView apply(String csv, String actor) {
        Draft draft = draft(csv);
        if (draft.view.problems() > 0)
            throw ApiProblem.of(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "invalid-rows",
                    draft.view.problems() + " rows or columns are wrong; nothing was saved.",
                    draft.view.errors());
        if (!draft.wanted.isEmpty())
            plans.save(draft.wanted, "operator", actor, clock.instant()).commit(ledger);
        return draft.view.savedNow();
    }

    private Draft draft(String csv) {
        if (csv.length() > LONGEST)
            throw ApiProblem.of(HttpStatus.CONTENT_TOO_LARGE, "too-large", "A table may have 16 MiB.");
        StationCsv.Rows read = StationCsv.read(csv);
        List<FieldProblem> problems = new ArrayList<>(read.problems());
        Map<String, Integer> lines = new HashMap<>();
        List<StationForm> wanted = new ArrayList<>();
        int created = 0;
        int unchanged = 0;
        for (StationCsv.Row row : read.rows()) {
            int before = problems.size();
            Station known = row.form().id() == null
                    ? null
                    : directory.find(row.form().id()).orElse(null);
            check(row, known, lines, problems);
            if (problems.size() > before) continue;
            if (known == null) created++;
            if (known != null
                    && row.form().password() == null
                    && plans.filled(row.form(), known).equals(known)) {
                unchanged++;
            } else {
                wanted.add(row.form());
            }
        }
        problems.sort(Comparator.comparingInt(problem -> Objects.requireNonNullElse(problem.line(), 0)));
        var told = problems.stream().limit(MOST_TOLD).toList();
        return new Draft(
                wanted,
                new StationImportView(
                        false, read.rows().size(), created, wanted.size() - created, unchanged, problems.size(), told));
    }

    private void check(
            StationCsv.Row row, @Nullable Station known, Map<String, Integer> lines, List<FieldProblem> problems) {
        StationForm form = row.form();
        if (form.id() == null) {
            problems.add(new FieldProblem("id", "required", "id must be given.", row.line()));
            return;
        }
        StationForm whole = known == null || form.securityProfile() != null
                ? form
                : StationService.withIdentity(form, form.id(), known.securityProfile());
        for (FieldProblem problem : stations.problems(whole)) {
            problems.add(new FieldProblem(problem.field(), problem.rule(), problem.message(), row.line()));
        }
        boolean hasOne = form.password() != null || known != null && credentials.hasSecret(known.id());
        if (!hasOne && StationService.needsPassword(whole)) {
            String said = "password must be given with securityProfile 1 or 2, with 16 to 64 characters.";
            problems.add(new FieldProblem("password", "required", said, row.line()));
        }
        Integer first = lines.putIfAbsent(StationDirectory.folded(form.id()), row.line());
        if (first != null) {
            String said = "The same station stands in line " + first + "; upper and lower case are the same.";
            problems.add(new FieldProblem("id", "once", said, row.line()));
        }
    }
}
