package dev.stationmaster.settings;

import java.util.List;

/** How stations' local authorization lists follow the tokens. */
public final class LocalListSettings {
    /** Who brings a list up to date. */
    public enum LocalListSync {
        /** Only an operator who asks for it. */
        OFF,
        /** The server by itself, a moment after tokens change. */
        AUTOMATIC
    }

    public static final Setting<LocalListSync> LOCAL_LIST_SYNC = Setting.choice(
                    "localListSync",
                    LocalListSync.OFF,
                    "Whether stations' local authorization lists follow the tokens by themselves.")
            .alsoPerStation();

    public static final Setting<Integer> LOCAL_LIST_DELAY_SECONDS = Setting.whole(
            "localListDelaySeconds",
            30,
            0,
            86_400,
            "s",
            "How long after the last change of a token the local lists are sent, so that many changes are one message.");

    public static final Setting<String> LOCAL_LIST_TOKENS = Setting.patterned(
                    "localListTokens",
                    "all",
                    "all|none|(group|token):[^,]+(,(group|token):[^,]+)*",
                    "all, none, or a list such as group:FLEET,token:04A1B2C3",
                    "Which tokens belong on a station's local authorization list.")
            .alsoPerStation();

    static final List<Setting<?>> ALL = List.of(LOCAL_LIST_SYNC, LOCAL_LIST_DELAY_SECONDS, LOCAL_LIST_TOKENS);

    private LocalListSettings() {}
}
