package dev.stationmaster.link;

import dev.stationmaster.ledger.FactWriter;
import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.link.tls.StationTls;
import dev.stationmaster.link.tls.StationTrust;
import dev.stationmaster.link.tls.TlsSettings;
import dev.stationmaster.messagelog.MessageLog;
import dev.stationmaster.platform.OpenPorts;
import dev.stationmaster.platform.OpenPorts.Door;
import dev.stationmaster.platform.ServerOptions;
import dev.stationmaster.settings.SettingKeys;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.station.BootPolicy;
import dev.stationmaster.station.StationCredentials;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationService;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the link layer is put together. */
@Configuration(proxyBeanMethods = false)
class LinkConfiguration {
    @Bean
    FactWriter<LinkOpened, Long> linkOpened(LinkStore store) {
        return FactWriter.of(LinkOpened.class, 50, store::open);
    }

    @Bean
    FactWriter<LinkSeen, Void> linkSeen(LinkStore store) {
        return FactWriter.of(LinkSeen.class, 51, store::seen);
    }

    @Bean
    FactWriter<LinkClosed, Void> linkClosed(LinkStore store) {
        return FactWriter.of(LinkClosed.class, 52, store::close);
    }

    @Bean
    FactWriter<ConnectionAttempt, Void> connectionAttempt(ConnectionAttemptStore store) {
        return FactWriter.of(ConnectionAttempt.class, 900, store::write);
    }

    @Bean
    ConnectedLinks connectedLinks(LinkStore store, InstantSource clock) {
        store.abandonAll();
        return new ConnectedLinks(store.lastConnections(), clock);
    }

    @Bean
    ConnectionAttempts connectionAttempts(Ledger ledger, InstantSource clock, ConnectionAttemptStore store) {
        var attempts = new ConnectionAttempts(ledger, clock);
        attempts.remember(store.load());
        return attempts;
    }

    @Bean
    AddressLimits addressLimits(LinkSettings settings) {
        return new AddressLimits(settings);
    }

    @Bean
    StationTls stationTls(TlsSettings settings, ServerOptions options, InstantSource clock, StationTrust trust) {
        return new StationTls(settings, options.data().resolve("tls"), clock, trust);
    }

    @Bean
    UnknownStations unknownStations(Settings settings, StationService stations) {
        return identity -> switch (settings.get(SettingKeys.UNKNOWN_STATIONS)) {
            case REFUSE -> Optional.empty();
            case REJECT -> stations.adopt(identity, BootPolicy.REJECTED);
            case PENDING -> stations.adopt(identity, BootPolicy.PENDING);
            case ACCEPT -> stations.adopt(identity, BootPolicy.ACCEPTED);
        };
    }

    @Bean
    Admission admission(
            StationDirectory stations,
            UnknownStations unknown,
            StationCredentials credentials,
            StationTrust trust,
            Ledger ledger,
            AddressLimits addresses,
            LinkSettings settings) {
        return new Admission(
                stations,
                unknown,
                (station, secret) -> credentials.matches(station.id(), secret),
                trust,
                ledger,
                addresses,
                settings);
    }

    @Bean
    LinkOpening linkOpening(
            Admission admission,
            LinkLife life,
            FrameRouting routing,
            ConnectionAttempts attempts,
            AddressLimits addresses,
            LinkSettings settings,
            MessageLog messageLog) {
        return new LinkOpening(admission, life, routing, attempts, addresses, LinkLimits.of(settings), messageLog);
    }

    @Bean
    StationPorts stationPorts(
            LinkSettings settings,
            StationTls tls,
            LinkOpening opening,
            AddressLimits addresses,
            LinkMetrics metrics,
            OpenPorts ports) {
        return new StationPorts(settings, tls, opening, addresses, metrics, () -> ports.port(Door.CONSOLE));
    }

    @Bean
    LinkUpkeep linkUpkeep(Liveness liveness, ConnectionAttempts attempts, AddressLimits addresses, StationTls tls) {
        return new LinkUpkeep(liveness, attempts, addresses, tls);
    }

    @Bean
    Liveness liveness(
            ConnectedLinks links, LinkOpening opening, Ledger ledger, InstantSource clock, LinkSettings settings) {
        return new Liveness(links, opening, ledger, clock, settings);
    }

    @Bean
    OcppServer ocppServer(
            ServerOptions options,
            LinkSettings settings,
            StationPorts ports,
            OpenPorts openPorts,
            LinkUpkeep upkeep,
            ConnectedLinks links,
            LinkLife life) {
        return new OcppServer(options, settings, ports, openPorts, upkeep, links, life);
    }
}
