package dev.stationmaster.settings;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A setting with the value that holds now, as the API shows it.
 *
 * @param group what it is about, for screens: general, files, localLists …
 * @param source which layer gave the value: default, file, environment, database or station
 * @param below what would hold without that layer; null when the value is the default
 * @param applies live or restart
 * @param pending whether the server still works with an earlier value, until it is started anew
 * @param allowed the words it can take; null for numbers
 * @param minimum and maximum: of a whole number, both allowed; null for what is none
 */
public record SettingValue(
        String key,
        String group,
        String value,
        String defaultValue,
        String source,
        @Nullable Below below,
        String applies,
        boolean pending,
        boolean perStation,
        @Nullable String unit,
        @Nullable List<String> allowed,
        @Nullable Integer minimum,
        @Nullable Integer maximum,
        String rule,
        String description) {
    /** A value that a stronger layer hides. */
    public record Below(String value, String source) {}

    /** @param layers the strongest first; the default is the last */
    static <T> SettingValue of(Setting<T> setting, List<Below> layers, boolean pending) {
        Setting.Bounds bounds = setting.bounds();
        return new SettingValue(
                setting.key(),
                SettingKeys.group(setting),
                layers.getFirst().value(),
                setting.written(setting.standard()),
                layers.getFirst().source(),
                layers.size() > 1 ? layers.get(1) : null,
                setting.applies().name().toLowerCase(Locale.ROOT),
                pending,
                setting.perStation(),
                setting.unit(),
                setting.words().isEmpty() ? null : setting.words(),
                bounds == null ? null : bounds.least(),
                bounds == null ? null : bounds.most(),
                setting.rule(),
                setting.description());
    }
}
