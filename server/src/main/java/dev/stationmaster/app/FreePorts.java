package dev.stationmaster.app;

import dev.stationmaster.platform.StartRefused;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;

/** Looks whether the ports are free before anything else is started, so that the answer comes at once and names the option. */
final class FreePorts {
    private FreePorts() {}

    static void require(Map<String, String> properties) {
        var used = new LinkedHashMap<Integer, String>();
        check(properties, used, "stationmaster.port", 8080, "--port", "console and API");
        check(properties, used, "stationmaster.ocpp-port", 9000, "--ocpp-port", "stations");
        check(properties, used, "stationmaster.ocpp-tls-port", 9443, "--ocpp-tls-port", "stations with TLS");
    }

    private static void check(
            Map<String, String> properties,
            Map<Integer, String> used,
            String property,
            int otherwise,
            String flag,
            String purpose) {
        var given = properties.get(property);
        var port = given == null ? otherwise : Integer.parseInt(given);
        if (port == 0) {
            return;
        }
        var twin = used.put(port, flag);
        if (twin != null) {
            throw new StartRefused(
                    "Port %d is given to %s and to %s; choose two different ones.".formatted(port, twin, flag));
        }
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
        } catch (IOException taken) {
            throw new StartRefused(
                    "Port %d (%s) cannot be opened (%s); stop the other program or choose another port with %s."
                            .formatted(port, purpose, taken.getMessage(), flag),
                    taken);
        }
    }
}
