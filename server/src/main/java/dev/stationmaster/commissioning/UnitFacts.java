package dev.stationmaster.commissioning;

import dev.stationmaster.devicemodel.DeviceModelService;
import dev.stationmaster.link.LinkRegistry;
import dev.stationmaster.link.StationLink;
import dev.stationmaster.station.Connectivity;
import dev.stationmaster.station.LastBoots;
import dev.stationmaster.station.LastBoots.LastBoot;
import dev.stationmaster.station.Registration;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.status.ConnectorReport;
import dev.stationmaster.status.StatusService;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What the server knows of a unit at this moment, whoever told it and when; asks memory first and the database for the rest. */
@Component
class UnitFacts {
    /** Fewer values than that are some that were asked for, and no configuration. */
    private static final int CONFIGURATION = 5;

    private final StationDirectory stations;
    private final LinkRegistry links;
    private final ObjectProvider<Connectivity> connectivity;
    private final LastBoots boots;
    private final StatusService statuses;
    private final DeviceModelService devices;
    private final InstantSource clock;

    UnitFacts(
            StationDirectory stations,
            LinkRegistry links,
            ObjectProvider<Connectivity> connectivity,
            LastBoots boots,
            StatusService statuses,
            DeviceModelService devices,
            InstantSource clock) {
        this.stations = stations;
        this.links = links;
        this.connectivity = connectivity;
        this.boots = boots;
        this.statuses = statuses;
        this.devices = devices;
        this.clock = clock;
    }

    /** The same with everything that is known by now. */
    Commissioning seen(Commissioning known) {
        Optional<Station> station = stations.find(known.station());
        if (station.isEmpty()) return known;
        Commissioning now = connected(known);
        now = booted(now, station.get());
        now = configured(now);
        for (ConnectorReport report : statuses.connectors(known.station())) {
            if (report.evse() > 0 && report.connector() > 0) now = now.with(report.evse(), report.connector());
            now = ConnectorFacts.reported(now, report);
        }
        return clocked(now);
    }

    private Commissioning connected(Commissioning known) {
        StationLink link = links.find(known.station()).orElse(null);
        if (link == null) return known;
        Connectivity way = connectivity.getIfAvailable();
        Connectivity.Connection connection =
                way == null ? null : way.of(known.station()).orElse(null);
        Instant since = connection == null ? null : connection.connectedAt();
        Instant at = since == null ? clock.instant() : since;
        Map<String, String> evidence = new LinkedHashMap<>();
        evidence.put("version", link.version().subprotocol());
        put(evidence, "remoteAddress", connection == null ? null : connection.remoteAddress());
        Commissioning now = known.with(Check.CONNECTED, step -> step.passed(at, evidence));
        Map<String, String> profile = new LinkedHashMap<>();
        profile.put("securityProfile", Integer.toString(link.securityProfile()));
        put(profile, "certificate", link.certifiedName());
        boolean reached = link.securityProfile() >= known.terms().securityProfile();
        return now.with(Check.SECURITY, step -> reached ? step.passed(at, profile) : step.seen(profile));
    }

    private Commissioning booted(Commissioning known, Station station) {
        if (known.step(Check.BOOTED).state() == CheckStep.State.PASSED) return known;
        LastBoot boot = boots.of(station.id()).orElse(null);
        if (boot == null) return known;
        var report = boot.report();
        Map<String, String> evidence = new LinkedHashMap<>();
        evidence.put("vendor", report.vendor());
        evidence.put("model", report.model());
        put(evidence, "serialNumber", report.serialNumber());
        put(evidence, "firmwareVersion", report.firmwareVersion());
        String expected = station.serialNumber();
        if (expected != null && !expected.equalsIgnoreCase(report.serialNumber()))
            evidence.put("expectedSerialNumber", expected);
        boolean accepted = station.registration() == Registration.ACCEPTED;
        if (!accepted) evidence.put("registration", CommissioningStore.word(station.registration()));
        return known.with(Check.BOOTED, step -> accepted ? step.passed(boot.at(), evidence) : step.seen(evidence));
    }

    private Commissioning configured(Commissioning known) {
        if (known.step(Check.CONFIGURATION).state() == CheckStep.State.PASSED) return known;
        var read = devices.read(known.station());
        Instant at = read.newestAt();
        if (at == null) return known;
        Map<String, String> evidence = Map.of("variables", Integer.toString(read.count()));
        boolean whole = read.count() >= CONFIGURATION;
        return known.with(Check.CONFIGURATION, step -> whole ? step.passed(at, evidence) : step.seen(evidence));
    }

    private Commissioning clocked(Commissioning known) {
        ConnectorReport newest = statuses.connectors(known.station()).stream()
                .filter(report -> report.at() != null)
                .max(Comparator.comparing(ConnectorReport::receivedAt))
                .orElse(null);
        Instant told = newest == null ? null : newest.at();
        return told == null ? known : clocked(known, told, newest.receivedAt(), "StatusNotification");
    }

    /** The station told a time with something that came right away. @param by the message */
    static Commissioning clocked(Commissioning known, Instant told, Instant receivedAt, String by) {
        long millis = told.toEpochMilli() - receivedAt.toEpochMilli();
        Map<String, String> evidence = new LinkedHashMap<>();
        evidence.put("offsetMillis", Long.toString(millis));
        evidence.put("message", by);
        boolean near = Math.abs(millis) <= known.terms().clockLimitSeconds() * 1000L;
        return known.with(Check.CLOCK, step -> near ? step.passed(receivedAt, evidence) : step.seen(evidence));
    }

    private static void put(Map<String, String> evidence, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) evidence.put(name, value);
    }
}
