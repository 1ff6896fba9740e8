package dev.stationmaster.protocol.v16;

import dev.stationmaster.command.CommandEncoder.Context;
import dev.stationmaster.ocpp.ErrorCode;
import dev.stationmaster.ocpp.InvalidMessageException;
import dev.stationmaster.ocpp.Violation;
import dev.stationmaster.settings.ConnectorMap.Place;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.settings.StationNumbering;
import dev.stationmaster.station.StationId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The connectors of 1.6 in our numbering and back: 1.6 knows no EVSE. From memory. */
@Component
final class V16Numbering {
    private final Settings settings;

    V16Numbering(Settings settings) {
        this.settings = settings;
    }

    Place place(StationId station, int connectorId) {
        return settings.get(StationNumbering.CONNECTOR_MAP, station.key()).place(connectorId);
    }

    /**
     * The one connector of the wire that is meant; null for the whole station. A connector without an EVSE is the wire's own number.
     *
     * @throws InvalidMessageException when there is none, or more than one
     */
    static @Nullable Integer connector(Context context, @Nullable Integer evse, @Nullable Integer connector) {
        if (evse == null) return connector;
        List<Integer> all = connectors(context, evse, connector);
        if (all.size() > 1) throw refused("EVSE " + evse + " has the connectors " + all + " of the wire: which?");
        return all.getFirst();
    }

    /** Likewise all of them, in their order; one at least. */
    static List<Integer> connectors(Context context, int evse, @Nullable Integer connector) {
        List<Integer> all = context.connectors().wire(evse, connector);
        if (all.isEmpty()) throw refused("the station's connectorMap has no connector of EVSE " + evse + " like that");
        return all;
    }

    private static InvalidMessageException refused(String why) {
        return new InvalidMessageException(
                List.of(new Violation("/connectorId", "connector", why, ErrorCode.PROPERTY_CONSTRAINT_VIOLATION)));
    }
}
