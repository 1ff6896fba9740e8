package dev.stationmaster.platform.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table as people keep it: the first line names the columns, in any order and with any of {@code , ; tab} between them (RFC 4180 otherwise).
 * Pure.
 */
public final class CsvTable {
    private CsvTable() {}

    /**
     * What may stand in a table.
     *
     * @param names of the columns, as people are told them
     * @param aliases other names, in small letters without blanks, dashes and underscores
     * @param required the column without which there is no row
     * @param mostRows without the header
     */
    public record Columns(List<String> names, Map<String, String> aliases, String required, int mostRows) {
        private @Nullable String named(String cell) {
            String plain = cell.strip().toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
            for (String name : names) {
                if (name.toLowerCase(Locale.ROOT).equals(plain)) return name;
            }
            return aliases.get(plain);
        }

        private String told() {
            return String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
        }
    }

    /**
     * A row.
     *
     * @param line where it begins, from 1
     * @param values by column, without those that are empty
     */
    public record Row(int line, Map<String, String> values) {}

    /** @param problems of lines that are no rows */
    public record Table(List<Row> rows, List<FieldProblem> problems) {}

    private record Line(int number, List<String> cells) {
        boolean isEmpty() {
            return cells.stream().allMatch(String::isBlank);
        }
    }

    public static Table read(String text, Columns columns) {
        List<FieldProblem> problems = new ArrayList<>();
        List<Line> lines = lines(text.startsWith("\uFEFF") ? text.substring(1) : text, problems);
        lines.removeIf(Line::isEmpty);
        if (lines.isEmpty()) {
            if (problems.isEmpty()) problems.add(new FieldProblem("", "rows", "There are no rows.", 1));
            return new Table(List.of(), problems);
        }
        Line header = lines.removeFirst();
        List<String> names = names(header, columns, problems);
        if (!problems.isEmpty()) return new Table(List.of(), problems);
        int most = columns.mostRows();
        if (lines.size() > most) {
            String limit = "At most " + most + " rows come in one file; these are " + lines.size() + ".";
            problems.add(new FieldProblem(
                    "", "rows 1.." + most, limit, lines.get(most).number()));
            return new Table(List.of(), problems);
        }
        List<Row> rows = new ArrayList<>(lines.size());
        for (Line line : lines) {
            Row row = row(line, names, problems);
            if (row != null) rows.add(row);
        }
        return new Table(rows, problems);
    }

    private static List<String> names(Line header, Columns columns, List<FieldProblem> problems) {
        List<String> names = new ArrayList<>();
        for (String cell : header.cells()) {
            String name = columns.named(cell);
            if (name == null) {
                String said = "\"" + shortened(cell) + "\" is no column; columns are " + columns.told() + ".";
                problems.add(new FieldProblem(shortened(cell), "column", said, header.number()));
            } else if (names.contains(name)) {
                problems.add(new FieldProblem(name, "column once", name + " stands there twice.", header.number()));
            }
            names.add(name == null ? "" : name);
        }
        String required = columns.required();
        if (!names.contains(required) && problems.isEmpty())
            problems.add(
                    new FieldProblem(required, "required", "The column " + required + " is missing.", header.number()));
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
        return new Row(line.number(), values);
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
