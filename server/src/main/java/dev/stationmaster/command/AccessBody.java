package dev.stationmaster.command;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.authorization.Token;
import dev.stationmaster.authorization.TokenService;
import dev.stationmaster.authorization.TokenWords;
import dev.stationmaster.authorization.Verdict;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The typed commands about who may charge where, as the API takes them: tokens, local lists, reservations. */
@Component
class AccessBody {
    private static final List<String> UPDATES = List.of("Full", "Differential");
    private static final Duration RESERVED = Duration.ofMinutes(15);
    private static final int LONGEST_RESERVATION_SECONDS = 366 * 86_400;

    private final TokenService tokens;
    private final InstantSource clock;

    AccessBody(TokenService tokens, InstantSource clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    StationCommand read(String type, FieldReader fields, boolean force) {
        return switch (type) {
            case "GetLocalListVersion" -> new StationCommand.GetLocalListVersion();
            case "SendLocalList" -> list(fields, force);
            case "SyncLocalList" -> new StationCommand.SyncLocalList(Boolean.TRUE.equals(fields.flag("full")));
            case "ReserveNow" ->
                new StationCommand.ReserveNow(
                        fields.number("reservationId", 0),
                        token(fields, "idToken"),
                        fields.has("groupIdToken") ? group(fields) : null,
                        fields.number("evse", 0),
                        fields.number("connector", 0),
                        fields.text("connectorType", 20),
                        expiry(fields));
            case "CancelReservation" -> {
                Integer id = fields.number("reservationId", 0);
                if (id == null && !fields.has("reservationId")) {
                    fields.wrong("reservationId", "required", "reservationId is needed.");
                }
                yield new StationCommand.CancelReservation(id == null ? 0 : id);
            }
            default -> throw new IllegalStateException(type);
        };
    }

    /** Either an object with idToken and type, or the bare text of a card; a known token has the type it is known by. */
    IdToken token(FieldReader fields, String field) {
        boolean object = fields.isObject(field);
        FieldReader source = object ? fields.object(field) : fields;
        String type = object ? source.text("type", 20) : null;
        String value = source.needed(object ? "idToken" : field, 255);
        if (type != null) return new IdToken(value, type);
        return typed(value);
    }

    private IdToken typed(String value) {
        var untyped = new IdToken(value, IdToken.UNTYPED);
        return tokens.find(untyped)
                .map(known -> new IdToken(value, known.id().type()))
                .orElse(untyped);
    }

    /** A group is no card: it has the type that groups have in our answers (C09.FR.12). */
    private static IdToken group(FieldReader fields) {
        boolean object = fields.isObject("groupIdToken");
        FieldReader source = object ? fields.object("groupIdToken") : fields;
        String type = object ? source.text("type", 20) : null;
        return new IdToken(source.needed(object ? "idToken" : "groupIdToken", 255), type == null ? "Central" : type);
    }

    /** 1.6 §5.15; D01.FR.06, D01.FR.18: nothing twice, a version above 0, and in a Full list no removals. */
    private StationCommand list(FieldReader fields, boolean force) {
        String update = fields.word("updateType", UPDATES);
        Integer version = fields.number("version", force ? Integer.MIN_VALUE : 1);
        List<LocalListEntry> entries = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (FieldReader item : fields.objects("entries")) {
            IdToken id = token(item, "idToken");
            if (item.has("type")) id = new IdToken(id.value(), item.needed("type", 20));
            boolean remove = Boolean.TRUE.equals(item.flag("remove"));
            if (remove && update.equals("Full") && !force) {
                item.wrong(
                        "remove", "absent", "A Full list holds what shall be on it; only a Differential one removes.");
            }
            if (!seen.add((id.value() + '\u001f' + id.type()).toLowerCase(Locale.ROOT)) && !force) {
                item.wrong("idToken", "unique", "This token is listed twice (D01.FR.06; 1.6 §5.15).");
            }
            entries.add(new LocalListEntry(id, remove ? null : info(item, id)));
        }
        return new StationCommand.SendLocalList(version, update, entries);
    }

    /** What the entry says; what it leaves out is as the token is known here. */
    private LocalListEntry.Info info(FieldReader item, IdToken id) {
        Optional<Token> known = tokens.find(id);
        Optional<LocalListEntry.Info> ours =
                known.map(token -> LocalListEntry.of(token, clock.instant()).info());
        Verdict.Status status = ours.map(LocalListEntry.Info::status).orElse(Verdict.Status.ACCEPTED);
        if (item.has("status")) {
            Optional<Verdict.Status> said = TokenWords.status(item.needed("status", 20));
            if (said.isEmpty()) {
                item.wrong("status", "enum", "status is a token's status, for example Accepted, Blocked or Expired.");
            }
            status = said.orElse(status);
        } else if (known.isEmpty()) {
            item.wrong("status", "required", "This token is not known here: say its status, or \"remove\": true.");
        }
        String group = item.has("group") ? item.text("group", 255) : null;
        return new LocalListEntry.Info(
                status,
                item.has("validUntil")
                        ? instant(item, "validUntil")
                        : ours.map(LocalListEntry.Info::validUntil).orElse(null),
                group != null ? group : ours.map(LocalListEntry.Info::group).orElse(null));
    }

    private Instant expiry(FieldReader fields) {
        if (fields.has("expiryDateTime")) {
            Instant at = instant(fields, "expiryDateTime");
            return at == null ? clock.instant() : at;
        }
        Integer seconds = fields.number("durationSeconds", 1);
        if (seconds != null && seconds > LONGEST_RESERVATION_SECONDS) {
            fields.wrong(
                    "durationSeconds", "maximum " + LONGEST_RESERVATION_SECONDS, "A reservation lasts a year at most.");
        }
        Instant end = clock.instant().plus(seconds == null ? RESERVED : Duration.ofSeconds(seconds));
        return Instant.ofEpochSecond(end.getEpochSecond());
    }

    private static @Nullable Instant instant(FieldReader fields, String field) {
        String text = fields.needed(field, 40);
        try {
            return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            fields.wrong(field, "date-time", field + " is a time like 2027-01-01T00:00:00Z.");
            return null;
        }
    }
}
