package dev.stationmaster.settings;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A setting with the value that holds now, as the API shows it.
 *
 * @param source which layer gave the value: default, file, environment, database or station
 * @param applies live or restart
 * @param allowed the words it can take; null for numbers
 */
public record SettingValue(
        String key,
        String value,
        String defaultValue,
        String source,
        String applies,
        boolean perStation,
        @Nullable String unit,
        @Nullable List<String> allowed,
        String rule,
        String description) {
    static <T> SettingValue of(Setting<T> setting, String value, String source) {
        return new SettingValue(
                setting.key(),
                value,
                setting.written(setting.standard()),
                source,
                setting.applies().name().toLowerCase(Locale.ROOT),
                setting.perStation(),
                setting.unit(),
                setting.words().isEmpty() ? null : setting.words(),
                setting.rule(),
                setting.description());
    }
}
