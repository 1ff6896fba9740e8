package dev.stationmaster.settings;

import java.util.List;

/** How what a station numbers is numbered here. */
public final class StationNumbering {
    public static final Setting<ConnectorMap> CONNECTOR_MAP = new Setting<>(
            "connectorMap",
            ConnectorMap.PLAIN,
            null,
            ConnectorMap.RULE,
            List.of(),
            Setting.Applies.LIVE,
            true,
            "Where the connectors of a 1.6 station stand; empty makes connector n EVSE n.",
            ConnectorMap::parse);

    static final List<Setting<?>> ALL = List.of(CONNECTOR_MAP);

    private StationNumbering() {}
}
