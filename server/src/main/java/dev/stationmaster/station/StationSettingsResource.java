package dev.stationmaster.station;

import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.settings.SettingRefused;
import dev.stationmaster.settings.SettingValue;
import dev.stationmaster.settings.Settings;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The settings that one station may have of its own. */
@RestController
@RequestMapping("/api/v1/stations/{id}/settings")
class StationSettingsResource {
    private final StationService stations;
    private final Settings settings;

    StationSettingsResource(StationService stations, Settings settings) {
        this.stations = stations;
        this.settings = settings;
    }

    /** They are few, so there are no pages. */
    record All(List<SettingValue> items) {}

    @GetMapping
    All all(@PathVariable String id) {
        return new All(settings.allFor(stations.get(id).id().key()));
    }

    /** {@code {"certificateName": "identity_too", "validation": null}}: sets the one, takes the other back. Answers with all of them. */
    @PatchMapping
    All change(@PathVariable String id, @RequestBody Map<String, @Nullable Object> values, Principal operator) {
        Map<String, @Nullable String> texts = new LinkedHashMap<>();
        values.forEach((key, value) -> texts.put(key, value == null ? null : value.toString()));
        try {
            settings.changeFor(stations.get(id).id().key(), texts, operator.getName());
        } catch (SettingRefused refused) {
            throw ApiProblem.invalid(refused.key(), "setting", refused.key() + " " + refused.getMessage() + ".");
        }
        return all(id);
    }
}
