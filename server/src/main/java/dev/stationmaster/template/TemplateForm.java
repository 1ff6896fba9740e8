package dev.stationmaster.template;

import dev.stationmaster.devicemodel.WantedValue;
import dev.stationmaster.platform.web.FieldProblem;
import dev.stationmaster.station.StationChoice.StationFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A template as a person writes it.
 *
 * @param name 1 to 100 characters
 * @param stations a filter; absent is every station
 * @param values 1 to 500
 */
record TemplateForm(
        @Nullable String name,
        @Nullable String description,
        @Nullable StationFilter stations,
        @Nullable List<WantedValue> values) {
    private static final int MOST_VALUES = 500;

    List<FieldProblem> problems() {
        List<FieldProblem> found = new ArrayList<>();
        if (name == null || name.isBlank() || name.length() > 100)
            found.add(new FieldProblem("name", "required", "name has 1 to 100 characters."));
        if (description != null && description.length() > 1_000)
            found.add(new FieldProblem("description", "maxLength 1000", "description has at most 1,000 characters."));
        List<WantedValue> wanted = values == null ? List.of() : values;
        if (wanted.size() > MOST_VALUES)
            found.add(new FieldProblem("values", "maxItems 500", "A template has at most 500 values."));
        found.addAll(WantedValue.problems(wanted, "values"));
        return found;
    }
}
