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

    static final List<Setting<?>> ALL = List.of(STATE_HISTORY_DAYS, LIVE_HEARTBEAT_SECONDS);

    private ConsoleSettings() {}
}
