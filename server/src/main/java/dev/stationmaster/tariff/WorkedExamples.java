package dev.stationmaster.tariff;

import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.FieldProblem;
import dev.stationmaster.site.SiteService;
import dev.stationmaster.tariff.Usage.Flow;
import dev.stationmaster.tariff.Usage.Kind;
import dev.stationmaster.tariff.Usage.Span;
import dev.stationmaster.transaction.TransactionCost;
import dev.stationmaster.transaction.TransactionHistories;
import dev.stationmaster.transaction.TransactionHistory;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Prices a session that somebody imagines, or one that has been, by any tariff in any version. The question is either
 * {@code {"transaction": "<uuid>"}} or {@code {"start", "end", "energyKwh", "chargingUntil"?}}; both take {@code version} and {@code timeZone}.
 */
@Component
class WorkedExamples {
    private static final Set<String> FIELDS =
            Set.of("transaction", "start", "end", "chargingUntil", "energyKwh", "version", "timeZone");
    private static final BigDecimal MOST_KWH = BigDecimal.valueOf(100_000);

    private final TariffService tariffs;
    private final TransactionHistories histories;
    private final SiteService sites;
    private final TariffsSeen seen;

    WorkedExamples(TariffService tariffs, TransactionHistories histories, SiteService sites, TariffsSeen seen) {
        this.tariffs = tariffs;
        this.histories = histories;
        this.sites = sites;
        this.seen = seen;
    }

    /**
     * @param timeZone in which the hours of the tariff were meant
     * @param usage what was priced
     */
    record Worked(
            String tariff,
            int version,
            String timeZone,
            Used usage,
            @Nullable BigDecimal total,
            String currency,
            @Nullable BigDecimal tax,
            List<TransactionCost.Part> parts,
            List<String> explained) {}

    /** @param energyKwh null when nobody knows */
    record Used(@Nullable BigDecimal energyKwh, @Nullable Instant chargingBegan, List<Stretch> stretches) {}

    /** @param kind charging, idle or waiting */
    record Stretch(Instant from, Instant to, String kind) {}

    /** @throws ApiProblem naming every field that is wrong, and the rule */
    Worked price(String id, JsonNode question) {
        List<FieldProblem> problems = new ArrayList<>();
        if (!question.isObject()) throw ApiProblem.invalid("", "type object", "The question is a JSON object.");
        for (String name : question.propertyNames()) {
            if (!FIELDS.contains(name))
                problems.add(new FieldProblem(
                        name,
                        "unknown",
                        name + " is not known here; expected "
                                + FIELDS.stream().sorted().toList() + "."));
        }
        Tariff tariff = tariff(id, question, problems);
        String transaction = text(question, "transaction");
        if (transaction != null) return past(tariff, transaction, question, problems);
        ZoneId zone = zone(question, sites.standard().timeZone(), problems);
        Usage usage = imagined(question, problems);
        if (!problems.isEmpty()) throw ApiProblem.invalid(problems);
        return worked(tariff, zone, usage);
    }

    private Tariff tariff(String id, JsonNode question, List<FieldProblem> problems) {
        Tariff newest = tariffs.versions(id).getFirst();
        String version = text(question, "version");
        if (version == null) return newest;
        Tariff wanted = version.matches("[0-9]{1,9}")
                ? tariffs.version(id, Integer.parseInt(version)).orElse(null)
                : null;
        if (wanted == null)
            problems.add(
                    new FieldProblem("version", "known", "The tariff has versions 1 to " + newest.version() + "."));
        return wanted == null ? newest : wanted;
    }

    private Worked past(Tariff tariff, String transaction, JsonNode question, List<FieldProblem> problems) {
        TransactionHistory history = history(transaction);
        ZoneId zone = zone(question, tariffs.zone(history.step().transaction().station()), problems);
        for (String field : List.of("start", "end", "chargingUntil", "energyKwh")) {
            if (text(question, field) != null)
                problems.add(new FieldProblem(field, "absent", field + " is not told beside a transaction."));
        }
        if (!problems.isEmpty()) throw ApiProblem.invalid(problems);
        PricedSession session = PricedSession.NEW.with(tariff, null, null).with(history);
        return worked(tariff, zone, UsageReckoning.of(history.step(), session.track(), null));
    }

    private TransactionHistory history(String transaction) {
        try {
            return histories
                    .find(UUID.fromString(transaction))
                    .filter(found -> seen.seesStation(found.step().transaction().station()))
                    .orElseThrow(() -> ApiProblem.notFound("transaction", transaction));
        } catch (IllegalArgumentException e) {
            throw ApiProblem.invalid("transaction", "uuid", "transaction is the id of a transaction.");
        }
    }

    private static Usage imagined(JsonNode question, List<FieldProblem> problems) {
        Instant start = time(question, "start", problems);
        Instant end = time(question, "end", problems);
        Instant told = time(question, "chargingUntil", problems);
        BigDecimal energy = energy(question, problems);
        if (start == null || end == null) {
            if (problems.isEmpty())
                problems.add(new FieldProblem(
                        start == null ? "start" : "end", "required", "Either transaction, or start and end."));
            return Usage.NOTHING;
        }
        Instant charged = told == null ? end : told;
        if (end.isBefore(start)) problems.add(new FieldProblem("end", "not before start", "end is not before start."));
        else if (Duration.between(start, end).compareTo(WallClock.LONGEST) > 0)
            problems.add(new FieldProblem("end", "at most 400 days", "A session lasts at most 400 days."));
        if (charged.isBefore(start) || charged.isAfter(end))
            problems.add(new FieldProblem("chargingUntil", "start..end", "chargingUntil lies between start and end."));
        if (!problems.isEmpty()) return Usage.NOTHING;
        List<Span> spans = new ArrayList<>();
        spans.add(new Span(start, charged, Kind.CHARGING));
        if (charged.isBefore(end)) spans.add(new Span(charged, end, Kind.IDLE));
        List<Flow> flows = energy == null ? null : List.of(new Flow(start, charged, energy.movePointRight(3)));
        return new Usage(flows, spans, start);
    }

    private static @Nullable BigDecimal energy(JsonNode question, List<FieldProblem> problems) {
        String text = text(question, "energyKwh");
        if (text == null) return null;
        try {
            BigDecimal energy = text.length() <= 40 ? new BigDecimal(text) : null;
            if (energy != null && energy.signum() >= 0 && energy.compareTo(MOST_KWH) <= 0 && energy.scale() <= 12)
                return energy;
        } catch (NumberFormatException e) {
            // told below
        }
        problems.add(new FieldProblem("energyKwh", "0..100000", "energyKwh is a decimal number from 0 to 100000."));
        return null;
    }

    private static Worked worked(Tariff tariff, ZoneId zone, Usage usage) {
        Cost cost = PriceEngine.price(tariff, zone, usage).orElse(null);
        List<Flow> flows = usage.flows();
        var used = new Used(
                flows == null
                        ? null
                        : flows.stream()
                                .map(Flow::wh)
                                .reduce(BigDecimal.ZERO, BigDecimal::add)
                                .movePointLeft(3),
                usage.chargingBegan(),
                usage.spans().stream()
                        .map(span ->
                                new Stretch(span.from(), span.to(), span.kind().word()))
                        .toList());
        return new Worked(
                tariff.id(),
                tariff.version(),
                zone.getId(),
                used,
                cost == null ? null : cost.total(),
                tariff.currency(),
                cost == null ? null : cost.tax(),
                cost == null ? List.of() : CostView.parts(cost),
                cost == null ? List.of("not known: " + PricedSession.UNKNOWN) : cost.explained());
    }

    private static ZoneId zone(JsonNode question, ZoneId standard, List<FieldProblem> problems) {
        String text = text(question, "timeZone");
        if (text == null) return standard;
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            problems.add(new FieldProblem("timeZone", "time zone", "timeZone is one like Europe/Berlin."));
            return standard;
        }
    }

    private static @Nullable Instant time(JsonNode question, String field, List<FieldProblem> problems) {
        String text = text(question, field);
        if (text == null) return null;
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            problems.add(new FieldProblem(field, "date-time", field + " is a time like 2027-01-01T08:00:00Z."));
            return null;
        }
    }

    private static @Nullable String text(JsonNode question, String field) {
        JsonNode value = question.get(field);
        if (value == null || value.isNull()) return null;
        if (!value.isValueNode()) throw ApiProblem.invalid(field, "type", field + " is a single value.");
        return value.asString();
    }
}
