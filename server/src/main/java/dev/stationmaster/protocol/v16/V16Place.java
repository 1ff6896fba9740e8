package dev.stationmaster.protocol.v16;

/**
 * A connector of 1.6 in our numbering: connector n is EVSE n with connector 1, connector 0 is the station.
 *
 * @see "differences of the versions: 1.6 knows no EVSE"
 */
record V16Place(int evse, int connector) {
    static V16Place of(int connectorId) {
        return connectorId == 0 ? new V16Place(0, 0) : new V16Place(connectorId, 1);
    }
}
