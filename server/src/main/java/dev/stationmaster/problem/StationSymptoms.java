package dev.stationmaster.problem;

import dev.stationmaster.platform.Uuid7;
import dev.stationmaster.problem.Kind.Severity;
import dev.stationmaster.settings.ProblemSettings;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.station.Connectivity;
import dev.stationmaster.station.Connectivity.Connection;
import dev.stationmaster.station.Registration;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationId;
import dev.stationmaster.status.ConnectorReport;
import dev.stationmaster.status.StatusService;
import dev.stationmaster.transaction.Transaction;
import dev.stationmaster.transaction.TransactionService;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is wrong with a station, from memory alone. */
@Component
class StationSymptoms {
    private static final String NO_ERROR = "NoError";
    private static final String FAULTED = "Faulted";
    private static final Set<String> PLUGGED = Set.of("Preparing", "Occupied");
    private static final Instant CLOCKS_BEGIN = Instant.parse("2020-01-01T00:00:00Z");
    private static final Duration CLOCK_AHEAD = Duration.ofMinutes(5);
    /** A connector that is free belongs to no transaction; its end may still be on the way. */
    private static final Duration END_ON_THE_WAY = Duration.ofMinutes(10);

    private final Connectivity connectivity;
    private final StatusService status;
    private final TransactionService transactions;
    private final Settings settings;
    private final Instant startedAt;

    StationSymptoms(
            Connectivity connectivity,
            StatusService status,
            TransactionService transactions,
            Settings settings,
            InstantSource clock) {
        this.connectivity = connectivity;
        this.status = status;
        this.transactions = transactions;
        this.settings = settings;
        this.startedAt = clock.instant();
    }

    /** @param connected who is, so that nobody asks for each station alone */
    List<Symptom> of(Station station, Set<StationId> connected, Instant now) {
        List<Symptom> found = new ArrayList<>();
        boolean here = connected.contains(station.id());
        if (!here) offline(station, now, found);
        boot(station, found);
        List<ConnectorReport> reports = status.connectors(station.id());
        List<Transaction> open = transactions.openOn(station.id());
        for (ConnectorReport report : reports) {
            fault(station, report, found);
            if (here) waits(station, report, open, now, found);
        }
        clock(station, reports, found);
        for (Transaction one : open) unended(station, one, reports, now, found);
        return found;
    }

    private void offline(Station station, Instant now, List<Symptom> found) {
        Connection last = connectivity.of(station.id()).orElse(null);
        Instant gone = last == null ? null : last.disconnectedAt();
        if (last == null || last.connected() || gone == null) return;
        // After a start of ours the stations get their time to come back.
        Instant counted = gone.isAfter(startedAt) ? gone : startedAt;
        int patience =
                settings.get(ProblemSettings.OFFLINE_AFTER_SECONDS, station.id().key());
        if (counted.plusSeconds(patience).isAfter(now)) return;
        String address = last.remoteAddress();
        Map<String, String> facts = address == null ? Map.of() : Map.of("remoteAddress", address);
        found.add(symptom(Kind.STATION_OFFLINE, station, Severity.MAJOR, "", facts, gone));
    }

    private static void boot(Station station, List<Symptom> found) {
        Registration answered = station.registration();
        if (answered != Registration.PENDING && answered != Registration.REJECTED) return;
        String word = answered.name().toLowerCase(Locale.ROOT);
        found.add(symptom(Kind.BOOT_HELD, station, Severity.MINOR, word, Map.of("registration", word), null));
    }

    private static void fault(Station station, ConnectorReport report, List<Symptom> found) {
        String error = report.errorCode();
        boolean told = error != null && !error.isEmpty() && !error.equals(NO_ERROR);
        boolean faulted = report.status().equals(FAULTED);
        if (!faulted && !told) return;
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("status", report.status());
        put(facts, "errorCode", error);
        put(facts, "info", report.info());
        put(facts, "vendorId", report.vendorId());
        put(facts, "vendorErrorCode", report.vendorErrorCode());
        String vendors = report.vendorErrorCode();
        String code = told ? error : FAULTED;
        boolean vague = code.equals(FAULTED) || code.equals("OtherError") || code.equals("InternalError");
        if (vague && vendors != null && !vendors.isEmpty()) code = code + " " + vendors;
        found.add(new Symptom(
                Kind.CONNECTOR_FAULT,
                place(station, report),
                station.id(),
                report.evse(),
                report.connector(),
                faulted ? Severity.MAJOR : Severity.MINOR,
                code,
                facts,
                report.effectiveAt()));
    }

    private void waits(
            Station station, ConnectorReport report, List<Transaction> open, Instant now, List<Symptom> found) {
        if (report.connector() == 0 || !PLUGGED.contains(report.status())) return;
        int patience =
                settings.get(ProblemSettings.CAR_WAITS_MINUTES, station.id().key());
        if (patience == 0
                || report.effectiveAt().plus(Duration.ofMinutes(patience)).isAfter(now)) return;
        boolean charges = open.stream().anyMatch(one -> isAt(one, report));
        if (charges) return;
        found.add(new Symptom(
                Kind.CAR_WAITS,
                place(station, report),
                station.id(),
                report.evse(),
                report.connector(),
                Severity.MINOR,
                "",
                Map.of("status", report.status()),
                report.effectiveAt()));
    }

    private static void clock(Station station, List<ConnectorReport> reports, List<Symptom> found) {
        ConnectorReport last = reports.stream()
                .filter(report -> report.at() != null)
                .max(Comparator.comparing(ConnectorReport::receivedAt))
                .orElse(null);
        Instant told = last == null ? null : last.at();
        if (last == null || told == null) return;
        boolean wrong =
                told.isBefore(CLOCKS_BEGIN) || told.isAfter(last.receivedAt().plus(CLOCK_AHEAD));
        if (!wrong) return;
        Map<String, String> facts =
                Map.of("told", told.toString(), "receivedAt", last.receivedAt().toString());
        found.add(symptom(
                Kind.CLOCK_WRONG,
                station,
                Severity.MINOR,
                told.isBefore(CLOCKS_BEGIN) ? "behind" : "ahead",
                facts,
                last.receivedAt()));
    }

    private void unended(
            Station station, Transaction one, List<ConnectorReport> reports, Instant now, List<Symptom> found) {
        int hours = settings.get(
                ProblemSettings.LONG_TRANSACTION_HOURS, station.id().key());
        // A station that was offline tells starts of long ago, and the ends right after them.
        if (Uuid7.instant(one.publicId()).plus(END_ON_THE_WAY).isAfter(now)) return;
        Instant started = one.startedAt();
        boolean dated = started != null && started.isAfter(CLOCKS_BEGIN);
        ConnectorReport free = reports.stream()
                .filter(report -> report.connector() > 0 && isAt(one, report))
                .filter(report -> report.status().equals("Available"))
                .filter(report -> report.effectiveAt().plus(END_ON_THE_WAY).isBefore(now))
                .findFirst()
                .orElse(null);
        boolean late = free != null && (!dated || free.effectiveAt().isAfter(started));
        boolean runsLong =
                dated && hours > 0 && started.plus(Duration.ofHours(hours)).isBefore(now);
        if (!late && !runsLong) return;
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("transaction", one.publicId().toString());
        put(facts, "startedAt", started == null ? null : started.toString());
        found.add(new Symptom(
                Kind.TRANSACTION_NOT_STOPPED,
                one.publicId().toString(),
                station.id(),
                one.evse(),
                one.connector(),
                Severity.MINOR,
                late ? "connectorFree" : "runsLong",
                facts,
                late ? free.effectiveAt() : started.plus(Duration.ofHours(hours))));
    }

    private static boolean isAt(Transaction one, ConnectorReport report) {
        Integer connector = one.connector();
        return Objects.equals(one.evse(), report.evse()) && (connector == null || connector == report.connector());
    }

    private static String place(Station station, ConnectorReport report) {
        return station.id().key() + "/" + report.evse() + "/" + report.connector();
    }

    private static Symptom symptom(
            Kind kind,
            Station station,
            Severity severity,
            String code,
            Map<String, String> facts,
            @Nullable Instant since) {
        return new Symptom(
                kind, String.valueOf(station.id().key()), station.id(), null, null, severity, code, facts, since);
    }

    private static void put(Map<String, String> facts, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) facts.put(name, value);
    }
}
