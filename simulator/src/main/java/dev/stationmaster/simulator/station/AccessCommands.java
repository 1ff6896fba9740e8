package dev.stationmaster.simulator.station;

import dev.stationmaster.simulator.model.Settings;
import dev.stationmaster.simulator.wire.Answer;
import dev.stationmaster.simulator.wire.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Local lists and reservations, told in the words of 1.6 or of 2.x. */
final class AccessCommands {
    private final Parts parts;
    private final Settings settings;
    private final Reservations reservations;

    AccessCommands(Parts parts, Settings settings, Reservations reservations) {
        this.parts = parts;
        this.settings = settings;
        this.reservations = reservations;
    }

    /** 1.6 §5.10: -1 when there is no list. */
    Answer version16() {
        return Answer.of(Json.object()
                .put("listVersion", settings.localList() ? parts.list().version() : -1));
    }

    /** D02: 0 when there is none. */
    Answer version2() {
        return Answer.of(Json.object()
                .put("versionNumber", settings.localList() ? parts.list().version() : 0));
    }

    Answer list16(JsonNode said) {
        if (!settings.localList()) {
            return Answer.status("NotSupported");
        }
        var entries = new ArrayList<LocalList.Entry>();
        for (var entry : said.path("localAuthorizationList")) {
            var info = entry.path("idTagInfo");
            entries.add(entry(
                    entry.path("idTag").asString(""), info, info.path("expiryDate"), text(info.path("parentIdTag"))));
        }
        return update(said.path("listVersion").asInt(0), said, entries);
    }

    Answer list2(JsonNode said) {
        if (!settings.localList()) {
            return Answer.status("Failed");
        }
        var entries = new ArrayList<LocalList.Entry>();
        for (var entry : said.path("localAuthorizationList")) {
            var info = entry.path("idTokenInfo");
            entries.add(entry(
                    entry.path("idToken").path("idToken").asString(""),
                    info,
                    info.path("cacheExpiryDateTime"),
                    text(info.path("groupIdToken").path("idToken"))));
        }
        return update(said.path("versionNumber").asInt(0), said, entries);
    }

    private static LocalList.Entry entry(String token, JsonNode info, JsonNode until, @Nullable String group) {
        return info.isMissingNode()
                ? new LocalList.Entry(token, null, null)
                : new LocalList.Entry(
                        token, new Token.Verdict(info.path("status").asString("Invalid"), group), time(until));
    }

    private Answer update(int version, JsonNode said, List<LocalList.Entry> entries) {
        var full = said.path("updateType").asString("").equals("Full");
        var status = parts.list().update(version, full, entries);
        parts.tell("local list " + version + " " + status + ", " + parts.list().size() + " entries");
        return Answer.status(status);
    }

    Answer reserve16(JsonNode said) {
        var connector = said.path("connectorId").asInt(0);
        var place = parts.flat(connector);
        return reserve(
                connector == 0 || place.isPresent(),
                new Reservations.Wish(
                        said.path("reservationId").asInt(0),
                        place.map(Parts.Place::evse).orElse(null),
                        null,
                        said.path("idTag").asString(""),
                        text(said.path("parentIdTag")),
                        expiry(said.path("expiryDate"))));
    }

    Answer reserve2(JsonNode said) {
        var evse = parts.evse(said.path("evseId").asInt(0));
        return reserve(
                !said.has("evseId") || evse.isPresent(),
                new Reservations.Wish(
                        said.path("id").asInt(0),
                        evse.orElse(null),
                        text(said.path("connectorType")),
                        said.path("idToken").path("idToken").asString(""),
                        text(said.path("groupIdToken").path("idToken")),
                        expiry(said.path("expiryDateTime"))));
    }

    private Answer reserve(boolean known, Reservations.Wish wish) {
        return Answer.status(known ? reservations.reserve(wish) : "Rejected", reservations::show);
    }

    Answer cancel(JsonNode said) {
        var gone = reservations.cancel(said.path("reservationId").asInt(0));
        return Answer.status(gone ? "Accepted" : "Rejected", reservations::show);
    }

    private static @Nullable String text(JsonNode text) {
        return text.isString() ? text.asString() : null;
    }

    private static Instant expiry(JsonNode text) {
        var time = time(text);
        return time == null ? Instant.EPOCH : time;
    }

    private static @Nullable Instant time(JsonNode text) {
        try {
            return text.isString() ? OffsetDateTime.parse(text.asString()).toInstant() : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
