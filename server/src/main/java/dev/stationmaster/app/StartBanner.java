package dev.stationmaster.app;

import dev.stationmaster.operator.SetupCode;
import dev.stationmaster.platform.OpenPorts;
import dev.stationmaster.platform.OpenPorts.Door;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says where to go, once everything listens. */
@Component
class StartBanner {
    private static final Logger log = LoggerFactory.getLogger(StartBanner.class);

    private final OpenPorts ports;
    private final SetupCode setup;

    StartBanner(OpenPorts ports, SetupCode setup) {
        this.ports = ports;
        this.setup = setup;
    }

    @EventListener
    void consoleOpened(WebServerInitializedEvent opened) {
        ports.opened(Door.CONSOLE, opened.getWebServer().getPort());
    }

    @EventListener
    void ready(ApplicationReadyEvent ready) {
        var took = ready.getTimeTaken() == null ? 0 : ready.getTimeTaken().toMillis();
        log.info("event=server.ready took_ms={}", took);
        // Not through the log: the set-up code is a secret of the person in front of the terminal.
        System.out.println(text());
    }

    private String text() {
        var text = new StringBuilder("\nStationmaster is ready.\n");
        ports.port(Door.CONSOLE)
                .ifPresent(port -> text.append("  Console and API   http://localhost:%d/\n".formatted(port)));
        ports.port(Door.STATIONS)
                .ifPresent(
                        port -> text.append("  Stations          ws://localhost:%d/ocpp/{identity}\n".formatted(port)));
        ports.port(Door.STATIONS_TLS)
                .ifPresent(port ->
                        text.append("  Stations, TLS     wss://localhost:%d/ocpp/{identity}\n".formatted(port)));
        // Behind the hash sign, so that no log of a proxy holds it.
        ports.port(Door.CONSOLE)
                .ifPresent(port -> setup.renew()
                        .ifPresent(code -> text.append(
                                "  Set up, once      http://localhost:%d/setup#%s\n".formatted(port, code))));
        return text.toString();
    }
}
