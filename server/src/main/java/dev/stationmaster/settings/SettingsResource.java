package dev.stationmaster.settings;

import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.FieldProblem;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The settings, to read and to change while the server runs. */
@RestController
@RequestMapping("/api/v1/settings")
class SettingsResource {
    private final Settings settings;

    SettingsResource(Settings settings) {
        this.settings = settings;
    }

    /** All settings; they are few, so there are no pages. */
    record All(List<SettingValue> items) {}

    @GetMapping
    All all() {
        return new All(settings.all());
    }

    /** {@code {"heartbeatIntervalSeconds": 600, "validation": null}}: sets the one, takes the other back. Answers with all of them. */
    @PatchMapping
    All change(@RequestBody Map<String, @Nullable Object> values, @Nullable Principal who) {
        var texts = new LinkedHashMap<String, @Nullable String>();
        values.forEach((key, value) -> texts.put(key, value == null ? null : value.toString()));
        var problems = texts.entrySet().stream()
                .flatMap(entry -> problem(entry.getKey(), entry.getValue()).stream())
                .toList();
        if (!problems.isEmpty()) throw ApiProblem.invalid(problems);
        settings.change(texts, who == null ? "unknown" : who.getName());
        return all();
    }

    private static List<FieldProblem> problem(String key, @Nullable String value) {
        try {
            Settings.check(key, value);
            return List.of();
        } catch (SettingRefused refused) {
            return List.of(new FieldProblem(key, "setting", String.valueOf(refused.getMessage())));
        }
    }
}
