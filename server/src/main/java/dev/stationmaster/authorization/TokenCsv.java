package dev.stationmaster.authorization;

import dev.stationmaster.platform.web.FieldProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tokens as people keep them in tables: the first line names the columns, in any order and with any of {@code , ; tab} between them (RFC 4180
 * otherwise). Pure.
 */
final class TokenCsv {
    static final int MOST_ROWS = 10_000;

    private static final Map<String, String> COLUMNS = Map.ofEntries(
            Map.entry("idtoken", "idToken"),
            Map.entry("token", "idToken"),
            Map.entry("idtag", "idToken"),
            Map.entry("uid", "idToken"),
            Map.entry("type", "type"),
            Map.entry("status", "status"),
            Map.entry("validuntil", "validUntil"),
            Map.entry("expires", "validUntil"),
            Map.entry("group", "group"),
            Map.entry("groupid", "group"),
            Map.entry("maxconcurrent", "maxConcurrent"),
            Map.entry("language", "language"),
            Map.entry("personalmessage", "personalMessage"),
            Map.entry("message", "personalMessage"),
            Map.entry("allowedat", "allowedAt"));

    private TokenCsv() {}

    /** @param line where it begins, from 1 */
    record Row(int line, TokenForm form) {}

    /** @param problems of lines that are no rows */
    record Rows(List<Row> rows, List<FieldProblem> problems) {}

    private record Line(int number, List<String> cells) {
        boolean isEmpty() {
            return cells.stream().allMatch(String::isBlank);
        }
    }

    static Rows read(String text) {
        List<FieldProblem> problems = new ArrayList<>();
        List<Line> lines = lines(text.startsWith("\uFEFF") ? text.substring(1) : text, problems);
        lines.removeIf(Line::isEmpty);
        if (lines.isEmpty()) {
            if (problems.isEmpty()) problems.add(new FieldProblem("", "rows", "There are no rows.", 1));
            return new Rows(List.of(), problems);
        }
        Line header = lines.removeFirst();
        List<String> names = names(header, problems);
        if (!problems.isEmpty()) return new Rows(List.of(), problems);
        if (lines.size() > MOST_ROWS) {
            String limit = "At most " + MOST_ROWS + " rows come in one file; these are " + lines.size() + ".";
            problems.add(new FieldProblem(
                    "", "rows 1..10000", limit, lines.get(MOST_ROWS).number()));
            return new Rows(List.of(), problems);
        }
        List<Row> rows = new ArrayList<>(lines.size());
        for (Line line : lines) {
            Row row = row(line, names, problems);
            if (row != null) rows.add(row);
        }
        return new Rows(rows, problems);
    }

    private static List<String> names(Line header, List<FieldProblem> problems) {
        List<String> names = new ArrayList<>();
        for (String cell : header.cells()) {
            String plain = cell.strip().toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
            String name = COLUMNS.get(plain);
            if (name == null) {
                String said = "\"" + shortened(cell)
                        + "\" is no column; columns are idToken, type, status, validUntil, group,"
                        + " maxConcurrent, language, personalMessage and allowedAt.";
                problems.add(new FieldProblem(shortened(cell), "column", said, header.number()));
            } else if (names.contains(name)) {
                problems.add(new FieldProblem(name, "column once", name + " stands there twice.", header.number()));
            }
            names.add(name == null ? "" : name);
        }
        if (!names.contains("idToken") && problems.isEmpty())
            problems.add(new FieldProblem("idToken", "required", "The column idToken is missing.", header.number()));
        return names;
    }

    private static String shortened(String cell) {
        String clean = cell.strip().replaceAll("\\p{Cntrl}", " ");
        return clean.length() <= 30 ? clean : clean.substring(0, 30) + "…";
    }

    private static @Nullable Row row(Line line, List<String> names, List<FieldProblem> problems) {
        if (line.cells().size() > names.size()) {
            String said = "There are " + line.cells().size() + " values for " + names.size() + " columns.";
            problems.add(new FieldProblem("", "columns", said, line.number()));
            return null;
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < line.cells().size(); i++) {
            String value = line.cells().get(i).strip();
            if (!value.isEmpty()) values.put(names.get(i), value);
        }
        String most = values.get("maxConcurrent");
        Integer places = number(most);
        if (most != null && places == null) {
            problems.add(new FieldProblem(
                    "maxConcurrent", "number", "maxConcurrent must be a whole number.", line.number()));
            return null;
        }
        return new Row(
                line.number(),
                new TokenForm(
                        values.get("idToken"),
                        values.get("type"),
                        values.get("status"),
                        values.get("validUntil"),
                        values.get("group"),
                        places,
                        values.get("language"),
                        values.get("personalMessage"),
                        places(values.get("allowedAt"))));
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

    private static List<Line> lines(String text, List<FieldProblem> problems) {
        char separator = separator(text);
        List<Line> lines = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        var cell = new StringBuilder();
        int number = 1;
        int begin = 1;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean twice = c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"';
            if (quoted && twice) {
                cell.append(c);
                i++;
            } else if (c == '"' && (quoted || cell.toString().isBlank())) {
                quoted = !quoted;
            } else if (!quoted && c == separator) {
                cells.add(taken(cell));
            } else if (!quoted && c == '\n') {
                cells.add(taken(cell));
                lines.add(new Line(begin, cells));
                cells = new ArrayList<>();
                begin = ++number;
            } else {
                if (c == '\n') number++;
                if (c != '\r') cell.append(c);
            }
        }
        if (quoted) problems.add(new FieldProblem("", "quotes", "A quotation mark is not closed.", begin));
        cells.add(taken(cell));
        lines.add(new Line(begin, cells));
        return lines;
    }

    private static String taken(StringBuilder cell) {
        String value = cell.toString();
        cell.setLength(0);
        return value;
    }

    /** Whichever the first line has most of; spreadsheets of some countries write semicolons. */
    private static char separator(String text) {
        String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
            if (count(first, candidate) > count(first, best)) best = candidate;
        }
        return best;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }
}
