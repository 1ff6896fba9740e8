package dev.stationmaster.app;

import dev.stationmaster.simulator.fleet.Fleet;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;

/** Not everything goes well: a connector breaks and is mended, somebody opens two housings, and a station that nobody entered knocks at the door again and again. */
final class DemoTroubles {
    private static final Duration PAUSE = Duration.ofSeconds(45);
    private static final int BROKEN_STATION = 5;
    private static final int[] OPENED_STATIONS = {2, 8};

    private final Fleet fleet;
    private final URI stranger;
    private final HttpClient http = HttpClient.newHttpClient();

    /** @param url the endpoint of stations */
    DemoTroubles(Fleet fleet, URI url) {
        this.fleet = fleet;
        this.stranger = URI.create(url + "/NEW-0815");
    }

    /** Goes on as long as the fleet does. */
    void begin() {
        round(0);
    }

    private void round(int number) {
        knock();
        var station = fleet.stations().get(BROKEN_STATION);
        switch (number % 8) {
            case 0 -> station.fault(1, 1, "HighTemperature");
            case 1 -> {
                for (int opened : OPENED_STATIONS) fleet.stations().get(opened).tamper();
            }
            case 6 -> station.repair(1, 1);
            default -> {}
        }
        fleet.after(PAUSE, () -> round(number + 1));
    }

    /** Is refused, as it should be. */
    private void knock() {
        http.newWebSocketBuilder()
                .subprotocols("ocpp1.6")
                .buildAsync(stranger, new WebSocket.Listener() {})
                .thenAccept(WebSocket::abort);
    }
}
