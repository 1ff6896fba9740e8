package dev.stationmaster.station;

import dev.stationmaster.platform.web.CsvTable;
import dev.stationmaster.platform.web.FieldProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stations as people keep them in tables. Pure. */
final class StationCsv {
    static final int MOST_ROWS = 100_000;

    private static final CsvTable.Columns COLUMNS = new CsvTable.Columns(
            List.of("id", "site", "securityProfile", "password", "serialNumber", "boot", "versions", "assumedVersion"),
            Map.of(
                    "identity", "id",
                    "station", "id",
                    "stationid", "id",
                    "chargepoint", "id",
                    "chargepointid", "id",
                    "chargeboxid", "id",
                    "profile", "securityProfile",
                    "serial", "serialNumber",
                    "location", "site"),
            "id",
            MOST_ROWS);

    private StationCsv() {}

    /** @param line where it begins, from 1 */
    record Row(int line, StationForm form) {}

    /** @param problems of lines that are no rows */
    record Rows(List<Row> rows, List<FieldProblem> problems) {}

    static Rows read(String text) {
        CsvTable.Table table = CsvTable.read(text, COLUMNS);
        List<FieldProblem> problems = new ArrayList<>(table.problems());
        List<Row> rows = new ArrayList<>(table.rows().size());
        for (CsvTable.Row row : table.rows()) {
            String profile = row.values().get("securityProfile");
            if (profile != null && !profile.matches("\\d")) {
                problems.add(new FieldProblem(
                        "securityProfile", "0..3", "securityProfile must be: a number from 0 to 3.", row.line()));
            } else {
                rows.add(new Row(row.line(), form(row.values(), profile)));
            }
        }
        return new Rows(rows, problems);
    }

    private static StationForm form(Map<String, String> values, @Nullable String profile) {
        return new StationForm(
                values.get("id"),
                profile == null ? null : Integer.valueOf(profile),
                values.get("password"),
                values.get("serialNumber"),
                values.get("boot"),
                null,
                null,
                several(values.get("versions")),
                values.get("site"),
                values.get("assumedVersion"));
    }

    /** In one cell, with blanks, commas or semicolons between them. */
    private static @Nullable List<String> several(@Nullable String cell) {
        return cell == null
                ? null
                : Stream.of(cell.split("[,; ]+"))
                        .filter(word -> !word.isEmpty())
                        .toList();
    }
}
