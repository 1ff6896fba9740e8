package dev.stationmaster.authorization;

import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.FieldProblem;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Many tokens from a table: all of them, or none as long as one row is wrong. */
@Service
class TokenImport {
    private static final int LONGEST = 8 * 1024 * 1024;
    private static final int MOST_TOLD = 1_000;

    private final TokenService tokens;
    private final Ledger ledger;
    private final InstantSource clock;

    TokenImport(TokenService tokens, Ledger ledger, InstantSource clock) {
        this.tokens = tokens;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * What a table comes to.
     *
     * @param rows without the header
     * @param problems how many there are
     * @param errors the first 1,000 of them, in the order of the lines
     */
    record ImportView(
            boolean saved, int rows, int created, int changed, int unchanged, int problems, List<FieldProblem> errors) {
        ImportView savedNow() {
            return new ImportView(true, rows, created, changed, unchanged, problems, errors);
        }
    }

    private record Draft(List<TokenForm> wanted, ImportView view) {}

    /** Saves nothing. */
    ImportView checked(String csv) {
        return draft(csv).view;
    }

    /** In one transaction. @throws ApiProblem 422 {@code invalid-rows} when a row is wrong; then nothing is saved */
    ImportView apply(String csv, String actor) {
        Draft draft = draft(csv);
        if (draft.view.problems > 0)
            throw ApiProblem.of(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "invalid-rows",
                    draft.view.problems + " rows or columns are wrong; nothing was saved.",
                    draft.view.errors);
        if (!draft.wanted.isEmpty())
            tokens.plan(draft.wanted, actor, clock.instant()).commit(ledger);
        return draft.view.savedNow();
    }

    private Draft draft(String csv) {
        if (csv.length() > LONGEST)
            throw ApiProblem.of(HttpStatus.CONTENT_TOO_LARGE, "too-large", "A table may have 8 MiB.");
        TokenCsv.Rows read = TokenCsv.read(csv);
        List<FieldProblem> problems = new ArrayList<>(read.problems());
        Map<String, Integer> lines = new HashMap<>();
        List<TokenForm> wanted = new ArrayList<>();
        int created = 0;
        int unchanged = 0;
        for (TokenCsv.Row row : read.rows()) {
            int before = problems.size();
            check(row, lines, problems);
            if (problems.size() > before) continue;
            var filled = tokens.filled(row.form());
            var known = tokens.find(filled.id());
            if (known.isEmpty()) created++;
            if (known.filter(filled::equals).isPresent()) unchanged++;
            else wanted.add(row.form());
        }
        problems.sort(Comparator.comparingInt(problem -> Objects.requireNonNullElse(problem.line(), 0)));
        var told = problems.stream().limit(MOST_TOLD).toList();
        var view = new ImportView(
                false, read.rows().size(), created, wanted.size() - created, unchanged, problems.size(), told);
        return new Draft(wanted, view);
    }

    private static void check(TokenCsv.Row row, Map<String, Integer> lines, List<FieldProblem> problems) {
        TokenForm form = row.form();
        String value = form.idToken();
        if (value == null) {
            problems.add(new FieldProblem("idToken", "required", "idToken must be given.", row.line()));
            return;
        }
        for (FieldProblem problem : TokenRules.check(form)) {
            problems.add(new FieldProblem(problem.field(), problem.rule(), problem.message(), row.line()));
        }
        String type = form.type() == null ? TokenTypes.ISO14443 : form.type();
        Integer first =
                lines.putIfAbsent(TokenDirectory.folded(value) + '\u001f' + type.toLowerCase(Locale.ROOT), row.line());
        if (first != null) {
            String said = "The same token stands in line " + first + "; upper and lower case are the same.";
            problems.add(new FieldProblem("idToken", "once", said, row.line()));
        }
    }
}
