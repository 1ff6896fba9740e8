package dev.stationmaster.simulator.station;

import dev.stationmaster.simulator.profile.Profile;
import dev.stationmaster.simulator.profile.Profiles;
import dev.stationmaster.simulator.wire.Answer;
import dev.stationmaster.simulator.wire.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Charging profiles, told in the words of 1.6 or of 2.x. */
final class ProfileCommands {
    private static final int MAX_LEVEL = 3;
    private static final int MAX_PERIODS = 24;
    private static final int MAX_PROFILES = 16;
    private static final int LONGEST_SECONDS = 86_400;

    private final Parts parts;
    private final Profiles profiles;

    ProfileCommands(Parts parts) {
        this.parts = parts;
        this.profiles = parts.profiles();
        for (var evse : parts.evses()) {
            evse.meter.limit((car, now) -> {
                var limit = profiles.limit(place(evse, now, Math.min(car.acPhases(), evse.meter.phases())), now);
                return limit == null ? Double.MAX_VALUE : limit.watts();
            });
        }
    }

    private Profiles.Place place(Evse evse, Instant now, int phases) {
        var session = evse.session;
        var runs = session != null && session.begun && !session.ended;
        if (runs && session.transactionId != null) {
            profiles.bind(evse.number, session.transactionId);
        }
        return new Profiles.Place(
                evse.number,
                runs ? session.transactionId : null,
                runs && session.begunAt != null ? session.begunAt : now,
                phases);
    }

    /** The number of an EVSE by that of the wire; -1 when there is none. */
    private int evse16(int connector) {
        return connector == 0
                ? 0
                : parts.flat(connector).map(place -> place.evse().number).orElse(-1);
    }

    private int evse2(int number) {
        return number == 0 || parts.evse(number).isPresent() ? number : -1;
    }

    Answer set16(JsonNode said) {
        var profile = Profile.of(evse16(said.path("connectorId").asInt(-1)), said.path("csChargingProfiles"));
        if (refusal(profile, false) != null) {
            return Answer.status("Rejected");
        }
        profiles.remove(other -> other.level() == profile.level()
                && other.purpose().equals(profile.purpose())
                && other.evse() == profile.evse());
        return take(profile);
    }

    Answer set2(JsonNode said) {
        var profile = Profile.of(evse2(said.path("evseId").asInt(-1)), said.path("chargingProfile"));
        var refusal = refusal(profile, false);
        if (refusal == null && profiles.all().stream().anyMatch(other -> doubles(profile, other))) {
            refusal = "DuplicateProfile";
        }
        return refusal == null ? take(profile) : rejected(refusal);
    }

    private static Answer rejected(String reason) {
        return Answer.of(Json.object()
                .put("status", "Rejected")
                .put("statusInfo", Json.object().put("reasonCode", reason)));
    }

    /** K01.FR.06, K01.FR.39, K01.FR.52 and K01.FR.53. */
    private static boolean doubles(Profile profile, Profile other) {
        return other.id() != profile.id()
                && other.level() == profile.level()
                && other.purpose().equals(profile.purpose())
                && (other.evse() == profile.evse() || other.evse() == 0 || profile.evse() == 0)
                && (profile.validTo() == null
                        || other.validFrom() == null
                        || other.validFrom().isBefore(profile.validTo()))
                && (other.validTo() == null
                        || profile.validFrom() == null
                        || profile.validFrom().isBefore(other.validTo()));
    }

    private Answer take(Profile profile) {
        parts.evses().forEach(evse -> evse.read(parts.clock())); // what flowed until now flowed without it
        profiles.put(profile);
        parts.tell("profile " + profile.id() + " " + profile.purpose() + " at EVSE " + profile.evse());
        return Answer.status("Accepted");
    }

    /** With a remote start: kept for the session to come; the start goes on without one that is no good. */
    void withRemoteStart(int evse, JsonNode said) {
        if (said.isMissingNode()) {
            return;
        }
        var profile = Profile.of(evse, said);
        if (profile.hasPurpose("TxProfile") && refusal(profile, true) == null) {
            profiles.put(profile);
        }
    }

    /** Why it is refused; null when it is not. */
    private @Nullable String refusal(Profile profile, boolean remoteStart) {
        if (profile.evse() < 0) {
            return "UnknownEvse";
        }
        if (profile.level() > MAX_LEVEL
                || profile.steps().size() > MAX_PERIODS
                || profile.steps().isEmpty()) {
            return "InvalidProfile";
        }
        if (profiles.all().size() >= MAX_PROFILES
                && profiles.all().stream().noneMatch(other -> other.id() == profile.id())) {
            return "TooManyElements";
        }
        var known = List.of("ChargingStationMaxProfile", "TxDefaultProfile", "TxProfile")
                .contains(profile.purpose());
        if (!known || profile.hasPurpose("ChargingStationMaxProfile") && profile.evse() != 0) {
            return "InvalidProfile";
        }
        if (!profile.hasPurpose("TxProfile") || remoteStart) {
            return null;
        }
        var session = parts.evse(profile.evse()).map(evse -> evse.session).orElse(null);
        var runs = session != null
                && session.begun
                && !session.ended
                && profile.transaction() != null
                && profile.transaction().equalsIgnoreCase(session.transactionId);
        return runs ? null : "TxNotFound";
    }

    Answer clear16(JsonNode said) {
        if (!said.path("id").isMissingNode()) {
            return cleared(profile -> profile.id() == said.path("id").asInt());
        }
        var connector = said.path("connectorId");
        return cleared(criteria(
                connector.isMissingNode() ? null : (Integer) evse16(connector.asInt()),
                said.path("chargingProfilePurpose").asString("").replace("ChargePointMax", "ChargingStationMax"),
                said.path("stackLevel")));
    }

    Answer clear2(JsonNode said) {
        if (!said.path("chargingProfileId").isMissingNode()) {
            return cleared(
                    profile -> profile.id() == said.path("chargingProfileId").asInt());
        }
        var wanted = said.path("chargingProfileCriteria");
        var evse = wanted.path("evseId");
        return cleared(criteria(
                evse.isMissingNode() ? null : (Integer) evse.asInt(),
                wanted.path("chargingProfilePurpose").asString(""),
                wanted.path("stackLevel")));
    }

    private Answer cleared(Predicate<Profile> which) {
        parts.evses().forEach(evse -> evse.read(parts.clock()));
        return Answer.status(profiles.remove(which) ? "Accepted" : "Unknown");
    }

    private static Predicate<Profile> criteria(@Nullable Integer evse, String purpose, JsonNode level) {
        return profile -> (evse == null || profile.evse() == evse)
                && (purpose.isEmpty() || profile.hasPurpose(purpose))
                && (level.isMissingNode() || profile.level() == level.asInt());
    }

    private record Part(int from, @Nullable Limit limit) {}

    private record Limit(BigDecimal value, int phases) {}

    /** The plainest way there is: second by second. */
    private List<Part> composite(int number, Instant start, int duration, boolean amperes) {
        var found = new ArrayList<Part>();
        var place = parts.evse(number)
                .map(evse -> place(evse, start, evse.meter.phases()))
                .orElseGet(() -> new Profiles.Place(0, null, start, 3));
        for (int second = 0; second < Math.min(duration, LONGEST_SECONDS); second++) {
            var allowed = profiles.limit(place, start.plusSeconds(second));
            var limit = allowed == null
                    ? null
                    : new Limit(
                            BigDecimal.valueOf(amperes ? allowed.amperes() : allowed.watts())
                                    .setScale(1, RoundingMode.HALF_UP),
                            allowed.phases());
            if (found.isEmpty() || !java.util.Objects.equals(limit, found.getLast().limit)) {
                found.add(new Part(second, limit));
            }
        }
        return found;
    }

    /** Without a profile the cable limits. */
    private static Json period(Part part, boolean amperes) {
        var limit = part.limit == null ? new Limit(new BigDecimal(amperes ? "32.0" : "22080.0"), 3) : part.limit;
        return Json.object()
                .put("startPeriod", part.from)
                .put("limit", limit.value)
                .put("numberPhases", limit.phases);
    }

    private Json schedule(JsonNode said, int evse, Instant start, boolean amperes) {
        var duration = Math.min(said.path("duration").asInt(0), LONGEST_SECONDS);
        return Json.object()
                .put("duration", duration)
                .put("chargingRateUnit", amperes ? "A" : "W")
                .put(
                        "chargingSchedulePeriod",
                        composite(evse, start, duration, amperes).stream()
                                .map(part -> period(part, amperes))
                                .toList());
    }

    Answer composite16(JsonNode said) {
        var connector = said.path("connectorId").asInt(-1);
        var evse = evse16(connector);
        var amperes = !said.path("chargingRateUnit").asString("A").equals("W");
        var start = parts.clock().now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        return evse < 0
                ? Answer.status("Rejected")
                : Answer.of(Json.object()
                        .put("status", "Accepted")
                        .put("connectorId", connector)
                        .put("scheduleStart", start)
                        .put("chargingSchedule", schedule(said, evse, start, amperes)));
    }

    Answer composite2(JsonNode said) {
        var evse = evse2(said.path("evseId").asInt(-1));
        var amperes = !said.path("chargingRateUnit").asString("A").equals("W");
        var start = parts.clock().now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        return evse < 0
                ? Answer.status("Rejected")
                : Answer.of(Json.object()
                        .put("status", "Accepted")
                        .put(
                                "schedule",
                                schedule(said, evse, start, amperes)
                                        .put("evseId", evse)
                                        .put("scheduleStart", start)));
    }

    /** K09: one message an EVSE. */
    Answer report(JsonNode said) {
        var wanted = said.path("chargingProfile");
        var ids = wanted.path("chargingProfileId");
        var sources = wanted.path("chargingLimitSource");
        var evse = said.path("evseId");
        var fits = criteria(
                        evse.isMissingNode() ? null : (Integer) evse.asInt(),
                        wanted.path("chargingProfilePurpose").asString(""),
                        wanted.path("stackLevel"))
                .and(profile -> ids.isMissingNode() || ids.valueStream().anyMatch(id -> id.asInt() == profile.id()))
                .and(_ -> sources.isMissingNode()
                        || sources.valueStream()
                                .anyMatch(source -> source.asString().equals("CSO")));
        var places = profiles.all().stream()
                .filter(fits)
                .collect(Collectors.groupingBy(Profile::evse, java.util.TreeMap::new, Collectors.toList()));
        if (places.isEmpty()) {
            return Answer.status("NoProfiles");
        }
        return Answer.status(
                "Accepted",
                () -> places.forEach((number, found) -> {
                    var message = Json.object()
                            .put("requestId", said.path("requestId").asInt(0))
                            .put("chargingLimitSource", "CSO")
                            .put("evseId", number)
                            .put("tbc", !number.equals(places.lastKey()))
                            .raw(
                                    "chargingProfile",
                                    found.stream().map(Profile::json).collect(Collectors.joining(",", "[", "]")));
                    parts.outbox().sendEarly("ReportChargingProfiles", message, _ -> {});
                }));
    }
}
