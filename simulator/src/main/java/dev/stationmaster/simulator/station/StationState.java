package dev.stationmaster.simulator.station;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A station at one moment.
 *
 * @param waitingFacts transaction messages that no answer has come for
 */
public record StationState(String identity, Phase phase, List<ConnectorView> connectors, int waitingFacts) {
    /** Where in its life a station is. */
    public enum Phase {
        OFF,
        CONNECTING,
        WAITING_TO_RECONNECT,
        OFFLINE_ON_PURPOSE,
        REBOOTING,
        BOOTING,
        PENDING,
        REJECTED,
        ACCEPTED
    }

    /**
     * A connector.
     *
     * @param status        in the words of 1.6, which are finer
     * @param transactionId of the transaction that runs there; null for none or when not known yet
     * @param energyWh      register of the EVSE's meter
     * @param socPercent    of the car that is plugged in; null without
     */
    public record ConnectorView(
            int evse,
            int connector,
            String status,
            @Nullable String transactionId,
            long energyWh,
            @Nullable Integer socPercent) {}
}
