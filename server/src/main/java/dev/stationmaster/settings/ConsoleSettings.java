package dev.stationmaster.settings;

import java.util.List;

/** Settings of what people see. */
public final class ConsoleSettings {
    public static final Setting<Integer> STATE_HISTORY_DAYS = Setting.whole(
            "stateHistoryDays",
            396,
            1,
            3_650,
            "d",
            "How long it is kept what connectors told of their state, when stations were connected and when they booted.");

    public static final Setting<Integer> LIVE_HEARTBEAT_SECONDS = Setting.whole(
            "liveHeartbeatSeconds",
            15,
            1,
            60,
            "s",
            "How often the live stream shows that it lives; after twice that without news the console marks what it shows as old.");

    public static final Setting<String> MAP_SOURCE = Setting.checked(
            "mapSource",
            "",
            text -> MapSource.of(text).text(),
            MapSource.RULE,
            "What the map is drawn from: empty for outlines of countries, the name of a .pmtiles file in the folder maps of the data folder, the"
                    + " address of a .pmtiles file, or an address of tiles with {z}, {x} and {y}; pages that are open have to be loaded again.");

    public static final Setting<String> MAP_ATTRIBUTION =
            Setting.text("mapAttribution", "", 300, "Whose map it is; shown in its corner, as most licences ask for.");

    static final List<Setting<?>> ALL =
            List.of(STATE_HISTORY_DAYS, LIVE_HEARTBEAT_SECONDS, MAP_SOURCE, MAP_ATTRIBUTION);

    private ConsoleSettings() {}
}
