package dev.stationmaster.platform;

import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The TCP ports this server really listens on; with port 0 in the options nobody knows them before. */
@Component
public final class OpenPorts {
    private final Map<Door, Integer> ports = new ConcurrentHashMap<>();

    /** Told by whoever opens a port, once it takes connections. */
    public void opened(Door door, int port) {
        ports.put(door, port);
    }

    /** Empty while that door is not open. */
    public OptionalInt port(Door door) {
        var port = ports.get(door);
        return port == null ? OptionalInt.empty() : OptionalInt.of(port);
    }

    /** Who comes in where. */
    public enum Door {
        /** Browsers and programs: console and API. */
        CONSOLE,
        /** Stations without TLS. */
        STATIONS,
        /** Stations with TLS. */
        STATIONS_TLS
    }
}
