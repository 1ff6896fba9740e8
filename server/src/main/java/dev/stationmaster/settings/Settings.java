package dev.stationmaster.settings;

import dev.stationmaster.platform.StartRefused;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Service;

/**
 * The settings that hold now: default, under the provisioning file, under the environment, under what operators set, under what they set for
 * one station. Reading is a look into memory and never blocks.
 */
@Service
public final class Settings {
    /** The station key that means every station. */
    private static final int ALL_STATIONS = 0;

    private final SettingStore store;
    private final InstantSource clock;
    private final Map<String, Object> environment = new ConcurrentHashMap<>();
    private final Map<Place, Object> database = new ConcurrentHashMap<>();
    /** What the server works with of settings that were changed since its start and act after the next one. */
    private final Map<String, Object> startedWith = new ConcurrentHashMap<>();

    private volatile Map<String, Object> file = Map.of();

    private record Place(int stationKey, String key) {}

    Settings(SettingStore store, Environment variables, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        for (var setting : SettingKeys.all()) {
            var text = variables.getProperty(setting.property());
            if (text != null) environment.put(setting.key(), fromEnvironment(setting, text));
        }
        for (var row : store.all()) {
            // A setting that a newer release knew is left alone.
            SettingKeys.named(row.key())
                    .ifPresent(
                            setting -> database.put(new Place(row.stationId(), row.key()), read(setting, row.value())));
        }
    }

    /** The value for all stations that have none of their own. */
    public <T> T get(Setting<T> setting) {
        return get(setting, ALL_STATIONS);
    }

    /** @param stationKey the station's small integer key */
    public <T> T get(Setting<T> setting, int stationKey) {
        Object value = setting.perStation() ? database.get(new Place(stationKey, setting.key())) : null;
        if (value == null) value = database.get(new Place(ALL_STATIONS, setting.key()));
        if (value == null) value = environment.get(setting.key());
        if (value == null) value = file.get(setting.key());
        return value == null ? setting.standard() : cast(value);
    }

    /**
     * Whether such a value could be set.
     *
     * @throws SettingRefused saying what was expected
     */
    public static void check(String key, @Nullable String value) {
        var setting = SettingKeys.named(key)
                .orElseThrow(() -> new SettingRefused(
                        key,
                        "is no setting; there are "
                                + String.join(
                                        ", ",
                                        SettingKeys.all().stream()
                                                .map(Setting::key)
                                                .toList())));
        if (value != null) read(setting, value);
    }

    /**
     * Whether such a value could be set for one station.
     *
     * @throws SettingRefused saying what was expected, also when a setting is not one that stations may have of their own
     */
    public static void checkForStation(String key, @Nullable String value) {
        check(key, value);
        if (!SettingKeys.named(key).orElseThrow().perStation())
            throw new SettingRefused(key, "holds for all stations and cannot be set for one");
    }

    /**
     * Takes over the settings of the provisioning file, in place of what an earlier file said.
     *
     * @throws SettingRefused when one is wrong; then nothing changes
     */
    public void fromFile(Map<String, String> values) {
        var read = new LinkedHashMap<String, Object>();
        values.forEach((key, value) -> {
            check(key, value);
            read.put(key, read(SettingKeys.named(key).orElseThrow(), value));
        });
        file = Map.copyOf(read);
    }

    /**
     * Changes what holds for all stations.
     *
     * @param values a null value takes the operator's choice back, so that the layers below show again
     * @throws SettingRefused when one is wrong; then nothing changes
     */
    public void change(Map<String, @Nullable String> values, String actor) {
        values.forEach(Settings::check);
        replace(ALL_STATIONS, values, actor);
    }

    /**
     * Changes what holds for one station.
     *
     * @param stationKey the station's small integer key
     * @throws SettingRefused also when a setting is not one that stations may have of their own
     */
    public void changeFor(int stationKey, Map<String, @Nullable String> values, String actor) {
        values.forEach(Settings::checkForStation);
        replace(stationKey, values, actor);
    }

    /** All settings with the values that hold now for stations without their own. */
    public List<SettingValue> all() {
        return SettingKeys.all().stream()
                .map(setting -> shown(setting, ALL_STATIONS))
                .toList();
    }

    /** The settings that one station may have of its own, with the values that hold for it. */
    public List<SettingValue> allFor(int stationKey) {
        return SettingKeys.all().stream()
                .filter(Setting::perStation)
                .map(setting -> shown(setting, stationKey))
                .toList();
    }

    private <T> SettingValue shown(Setting<T> setting, int stationKey) {
        var layers = new ArrayList<SettingValue.Below>();
        if (stationKey != ALL_STATIONS)
            add(layers, setting, database.get(new Place(stationKey, setting.key())), "station");
        add(layers, setting, database.get(new Place(ALL_STATIONS, setting.key())), "database");
        add(layers, setting, environment.get(setting.key()), "environment");
        add(layers, setting, file.get(setting.key()), "file");
        add(layers, setting, setting.standard(), "default");
        Object old = startedWith.get(setting.key());
        return SettingValue.of(setting, layers, old != null && !old.equals(get(setting)));
    }

    private static <T> void add(
            List<SettingValue.Below> layers, Setting<T> setting, @Nullable Object value, String source) {
        if (value != null) layers.add(new SettingValue.Below(setting.written(cast(value)), source));
    }

    private void replace(int stationKey, Map<String, @Nullable String> values, String actor) {
        for (String key : values.keySet()) {
            Setting<?> setting = SettingKeys.named(key).orElseThrow();
            if (setting.applies() == Setting.Applies.RESTART) startedWith.putIfAbsent(key, get(setting));
        }
        store.replace(stationKey, values, actor, clock.instant());
        values.forEach((key, value) -> {
            var place = new Place(stationKey, key);
            if (value == null) database.remove(place);
            else database.put(place, read(SettingKeys.named(key).orElseThrow(), value));
        });
    }

    private static Object fromEnvironment(Setting<?> setting, String text) {
        try {
            return read(setting, text);
        } catch (SettingRefused refused) {
            throw new StartRefused(
                    "The setting %s from the environment %s.".formatted(setting.key(), refused.getMessage()), refused);
        }
    }

    private static Object read(Setting<?> setting, String text) {
        try {
            return setting.reader().apply(text);
        } catch (IllegalArgumentException broken) {
            throw new SettingRefused(setting.key(), "must be " + setting.rule() + ", not \"" + text + '"');
        }
    }

    /** The value was made by this setting's own reader. */
    @SuppressWarnings("unchecked")
    private static <T> T cast(Object value) {
        return (T) value;
    }
}
