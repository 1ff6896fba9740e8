package dev.stationmaster.command;

import dev.stationmaster.command.ChargingProfile.Kind;
import dev.stationmaster.command.ChargingProfile.Purpose;
import dev.stationmaster.command.ChargingProfile.Recurrency;
import dev.stationmaster.command.ChargingSchedule.Period;
import dev.stationmaster.command.ChargingSchedule.Unit;
import dev.stationmaster.platform.web.FieldProblem;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Charging profiles as JSON: in the spelling of 2.x; read in that of 1.6, too. */
public final class ChargingProfileJson {
    private static final Set<String> PROFILE = Set.of(
            "id",
            "chargingProfileId",
            "stackLevel",
            "chargingProfilePurpose",
            "chargingProfileKind",
            "recurrencyKind",
            "validFrom",
            "validTo",
            "transactionId",
            "chargingSchedule");
    private static final Set<String> SCHEDULE =
            Set.of("id", "chargingRateUnit", "startSchedule", "duration", "minChargingRate", "chargingSchedulePeriod");
    private static final Set<String> PERIOD = Set.of("startPeriod", "limit", "numberPhases", "phaseToUse");
    static final List<String> PURPOSES = Stream.concat(
                    Stream.of("ChargePointMaxProfile"),
                    Stream.of(Purpose.values()).map(Purpose::word))
            .toList();
    static final List<String> UNITS = List.of("A", "W");

    private ChargingProfileJson() {}

    /**
     * Reads a profile.
     *
     * @param path before the names of the fields, for what is wrong
     * @param problems gets what is wrong
     * @return a profile in any case; of no use when something is wrong
     */
    public static ChargingProfile read(JsonNode json, String path, List<FieldProblem> problems) {
        return read(new FieldReader(json, path, problems));
    }

    /** A profile as {@link #view} wrote it. */
    public static ChargingProfile stored(String json) {
        return read(CommandJson.MAPPER.readTree(json), "", new ArrayList<>());
    }

    /** Schedules as {@link #view(ChargingSchedule)} wrote them. */
    public static List<ChargingSchedule> storedSchedules(String json) {
        List<ChargingSchedule> all = new ArrayList<>();
        for (JsonNode node : CommandJson.MAPPER.readTree(json)) all.add(schedule(new FieldReader(node)));
        return all;
    }

    static ChargingProfile read(FieldReader fields) {
        fields.only(PROFILE);
        Integer id = fields.number(fields.has("id") ? "id" : "chargingProfileId", Integer.MIN_VALUE);
        Integer stackLevel = fields.number("stackLevel", 0);
        if (stackLevel == null && !fields.has("stackLevel")) {
            fields.wrong("stackLevel", "required", "stackLevel is needed.");
        }
        Purpose purpose = Purpose.of(fields.word("chargingProfilePurpose", PURPOSES));
        Kind kind = Kind.valueOf(
                fields.word("chargingProfileKind", words(Kind.values())).toUpperCase(Locale.ROOT));
        Recurrency recurrency = fields.has("recurrencyKind")
                ? Recurrency.valueOf(fields.word("recurrencyKind", words(Recurrency.values()))
                        .toUpperCase(Locale.ROOT))
                : null;
        return new ChargingProfile(
                id,
                stackLevel == null ? 0 : stackLevel,
                purpose == null ? Purpose.TX_DEFAULT : purpose,
                kind,
                recurrency,
                fields.time("validFrom"),
                fields.time("validTo"),
                transaction(fields),
                schedules(fields));
    }

    private static List<String> words(Enum<?>[] values) {
        return Stream.of(values)
                .map(value -> value instanceof Kind kind ? kind.word() : ((Recurrency) value).word())
                .toList();
    }

    /** A number in 1.6, a text in 2.x. */
    private static @Nullable String transaction(FieldReader fields) {
        String json = fields.json("transactionId");
        if (json == null || json.startsWith("\"")) return fields.text("transactionId", 36);
        Integer number = fields.number("transactionId", Integer.MIN_VALUE);
        return number == null ? null : number.toString();
    }

    /** One schedule, or a list of them. */
    private static List<ChargingSchedule> schedules(FieldReader fields) {
        if (fields.isObject("chargingSchedule")) return List.of(schedule(fields.object("chargingSchedule")));
        List<ChargingSchedule> all = fields.objects("chargingSchedule").stream()
                .map(ChargingProfileJson::schedule)
                .toList();
        if (all.isEmpty()) fields.wrong("chargingSchedule", "required", "chargingSchedule is needed.");
        return all;
    }

    private static ChargingSchedule schedule(FieldReader fields) {
        fields.only(SCHEDULE);
        List<Period> periods = new ArrayList<>();
        for (FieldReader period : fields.objects("chargingSchedulePeriod")) periods.add(period(period));
        if (periods.isEmpty()) {
            fields.wrong("chargingSchedulePeriod", "required", "chargingSchedulePeriod is needed.");
        }
        return new ChargingSchedule(
                fields.number("id", 0),
                Unit.valueOf(fields.word("chargingRateUnit", UNITS)),
                fields.time("startSchedule"),
                fields.number("duration", 0),
                fields.decimal("minChargingRate"),
                periods);
    }

    private static Period period(FieldReader fields) {
        fields.only(PERIOD);
        Integer start = fields.number("startPeriod", 0);
        if (start == null && !fields.has("startPeriod")) {
            fields.wrong("startPeriod", "required", "startPeriod is needed.");
        }
        BigDecimal limit = fields.decimal("limit");
        if (limit == null && !fields.has("limit")) fields.wrong("limit", "required", "limit is needed.");
        return new Period(
                start == null ? 0 : start, limit, fields.number("numberPhases", 0), fields.number("phaseToUse", 0));
    }

    /** The profile in the words of 2.x; plain values, lists and maps. */
    public static Map<String, Object> view(ChargingProfile profile) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        Recurrency recurrency = profile.recurrency();
        view.put("id", profile.id());
        view.put("stackLevel", profile.stackLevel());
        view.put("chargingProfilePurpose", profile.purpose().word());
        view.put("chargingProfileKind", profile.kind().word());
        view.put("recurrencyKind", recurrency == null ? null : recurrency.word());
        view.put("validFrom", text(profile.validFrom()));
        view.put("validTo", text(profile.validTo()));
        view.put("transactionId", profile.transactionId());
        view.put(
                "chargingSchedule",
                profile.schedules().stream().map(ChargingProfileJson::view).toList());
        return present(view);
    }

    public static Map<String, Object> view(ChargingSchedule schedule) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("id", schedule.id());
        view.put("chargingRateUnit", schedule.unit().name());
        view.put("startSchedule", text(schedule.start()));
        view.put("duration", schedule.durationSeconds());
        view.put("minChargingRate", schedule.minChargingRate());
        view.put("chargingSchedulePeriod", periods(schedule.periods()));
        return present(view);
    }

    public static List<Map<String, Object>> periods(List<Period> periods) {
        return periods.stream()
                .map(period -> {
                    Map<String, @Nullable Object> view = new LinkedHashMap<>();
                    view.put("startPeriod", period.startSeconds());
                    view.put("limit", period.limit());
                    view.put("numberPhases", period.numberPhases());
                    view.put("phaseToUse", period.phaseToUse());
                    return present(view);
                })
                .toList();
    }

    private static Map<String, Object> present(Map<String, @Nullable Object> values) {
        Map<String, Object> result = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (value != null) result.put(name, value);
        });
        return result;
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
