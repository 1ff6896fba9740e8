package dev.stationmaster.authorization;

import dev.stationmaster.platform.web.CsvTable;
import dev.stationmaster.platform.web.FieldProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tokens as people keep them in tables. Pure. */
final class TokenCsv {
    static final int MOST_ROWS = 10_000;

    private static final CsvTable.Columns COLUMNS = new CsvTable.Columns(
            List.of(
                    "idToken",
                    "type",
                    "status",
                    "validUntil",
                    "group",
                    "maxConcurrent",
                    "language",
                    "personalMessage",
                    "allowedAt"),
            Map.of(
                    "token", "idToken",
                    "idtag", "idToken",
                    "uid", "idToken",
                    "expires", "validUntil",
                    "groupid", "group",
                    "message", "personalMessage"),
            "idToken",
            MOST_ROWS);

    private TokenCsv() {}

    /** @param line where it begins, from 1 */
    record Row(int line, TokenForm form) {}

    /** @param problems of lines that are no rows */
    record Rows(List<Row> rows, List<FieldProblem> problems) {}

    static Rows read(String text) {
        CsvTable.Table table = CsvTable.read(text, COLUMNS);
        List<FieldProblem> problems = new ArrayList<>(table.problems());
        List<Row> rows = new ArrayList<>(table.rows().size());
        for (CsvTable.Row row : table.rows()) {
            TokenForm form = form(row, problems);
            if (form != null) rows.add(new Row(row.line(), form));
        }
        return new Rows(rows, problems);
    }

    private static @Nullable TokenForm form(CsvTable.Row row, List<FieldProblem> problems) {
        Map<String, String> values = row.values();
        String most = values.get("maxConcurrent");
        Integer places = number(most);
        if (most != null && places == null) {
            problems.add(
                    new FieldProblem("maxConcurrent", "number", "maxConcurrent must be a whole number.", row.line()));
            return null;
        }
        return new TokenForm(
                values.get("idToken"),
                values.get("type"),
                values.get("status"),
                values.get("validUntil"),
                values.get("group"),
                places,
                values.get("language"),
                values.get("personalMessage"),
                places(values.get("allowedAt")));
    }

    /** Several in one cell, with commas or semicolons between them. */
    private static @Nullable List<String> places(@Nullable String cell) {
        return cell == null
                ? null
                : Stream.of(cell.split("[,;]"))
                        .map(String::strip)
                        .filter(place -> !place.isEmpty())
                        .toList();
    }

    private static @Nullable Integer number(@Nullable String text) {
        return text != null && text.matches("-?\\d{1,9}") ? Integer.valueOf(text) : null;
    }
}
