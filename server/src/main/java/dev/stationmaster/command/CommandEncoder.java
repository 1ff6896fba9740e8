package dev.stationmaster.command;

import dev.stationmaster.devicemodel.Variable;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.settings.ConnectorMap;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;

/** Says commands in the words of some protocol versions. Pure: it sends nothing and waits for nothing. */
public interface CommandEncoder {
    Set<Version> versions();

    Encoded encode(StationCommand command, Context context);

    /** What an encoder may ask. */
    interface Context {
        Version version();

        /** The operator wants it sent although a rule speaks against it. */
        boolean force();

        /** A request id or remote start id this station has not seen; allocated durably, one counter a station. */
        int nextRequestId();

        /** The station's own limit on messages, or its time to wait for a cable, as it reported it; empty when it never did. */
        OptionalInt limit(Variable variable);

        /** Where the connectors stand that a 1.6 station numbers through. */
        default ConnectorMap connectors() {
            return ConnectorMap.PLAIN;
        }

        /** How long a remote start may take to show: the station's wait for the cable, and a minute. */
        default Duration startWithin(Variable waitForCable) {
            return Duration.ofSeconds(limit(waitForCable).orElse(240) + 60L);
        }
    }
}
