package dev.stationmaster.simulator.quirk;

import dev.stationmaster.simulator.quirk.Leaving.Extra;
import dev.stationmaster.simulator.wire.Frame;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is odd about obeying. */
final class OddAnswers {
    private static final int ANSWERED = 3;
    private static final int MOST_KEYS = 4;
    private static final int LONGEST_URL = 60;
    private static final int QUICKLY = 3;
    private static final Duration QUICK = Duration.ofSeconds(10);

    private final Set<Quirk> quirks;
    private final Supplier<Instant> now;
    private final Map<String, String> actions = new HashMap<>();
    private final Deque<Instant> configured = new ArrayDeque<>();
    private int calls;

    /** What becomes of a CALL of the server. */
    sealed interface Verdict {
        /** The station gets it, perhaps changed. */
        record Pass(JsonNode payload) implements Verdict {}

        /** The station never sees it. @param frame the answer; null for none */
        record Answer(@Nullable String frame, @Nullable Extra then) implements Verdict {}

        /** The connection is dropped. */
        record Drop() implements Verdict {}

        /** The station gets it, and then boots. */
        record Reboot(JsonNode payload) implements Verdict {}
    }

    OddAnswers(Set<Quirk> quirks, Supplier<Instant> now) {
        this.quirks = quirks;
        this.now = now;
    }

    private boolean has(Quirk quirk) {
        return quirks.contains(quirk);
    }

    /** A new connection is there. */
    void connected() {
        calls = 0;
        actions.clear();
    }

    Verdict hears(Frame.Call call) {
        actions.put(call.id(), call.action());
        if (has(Quirk.Q20) && ++calls > ANSWERED) {
            return new Verdict.Answer(null, null);
        }
        var said = call.payload();
        return switch (call.action()) {
            case "TriggerMessage" ->
                has(Quirk.Q33) && said.path("requestedMessage").asString("").equals("BootNotification")
                        ? new Verdict.Drop()
                        : new Verdict.Pass(said);
            case "GetConfiguration" -> getConfiguration(call);
            case "ChangeConfiguration" -> changeConfiguration(call);
            case "RemoteStartTransaction" ->
                has(Quirk.Q55)
                                && (!said.has("connectorId")
                                        || !said.path("idTag").asString("").matches("[0-9A-Fa-f]+"))
                        ? status(call, "Rejected")
                        : new Verdict.Pass(said);
            case "SetChargingProfile" -> setProfile(call);
            case "ClearChargingProfile" ->
                has(Quirk.Q71) && !said.has("id") ? status(call, "Unknown") : new Verdict.Pass(said);
            case "GetDiagnostics" ->
                has(Quirk.Q76) && !url(said).startsWith("ftp")
                        ? new Verdict.Answer(Frame.result(call.id(), "{}"), null)
                        : new Verdict.Pass(said);
            case "UpdateFirmware" ->
                has(Quirk.Q78) && (url(said).length() > LONGEST_URL || url(said).startsWith("https"))
                        ? new Verdict.Answer(
                                Frame.result(call.id(), "{}"),
                                new Extra("FirmwareStatusNotification", "{\"status\":\"DownloadFailed\"}"))
                        : new Verdict.Pass(said);
            default -> new Verdict.Pass(said);
        };
    }

    private static String url(JsonNode said) {
        return URI.create(said.path("location").asString("")).toString();
    }

    private static Verdict status(Frame.Call call, String word) {
        return new Verdict.Answer(Frame.result(call.id(), "{\"status\":\"" + word + "\"}"), null);
    }

    private Verdict getConfiguration(Frame.Call call) {
        var keys = call.payload().path("key");
        if (has(Quirk.Q40) && keys.isEmpty()) {
            return new Verdict.Answer(null, null);
        }
        if (has(Quirk.Q40) && keys.size() > MOST_KEYS) {
            return new Verdict.Answer(Frame.failure(call.id(), "InternalError", "too many keys"), null);
        }
        if (has(Quirk.Q41) && call.payload() instanceof ObjectNode asked) {
            return new Verdict.Pass(without(asked, "key"));
        }
        return new Verdict.Pass(call.payload());
    }

    private static ObjectNode without(ObjectNode node, String name) {
        var copy = node.deepCopy();
        copy.remove(name);
        return copy;
    }

    private Verdict changeConfiguration(Frame.Call call) {
        if (has(Quirk.Q42)) {
            return status(call, "Accepted");
        }
        if (has(Quirk.Q43)) {
            var time = now.get();
            configured.add(time);
            configured.removeIf(earlier -> earlier.plus(QUICK).isBefore(time));
            if (configured.size() >= QUICKLY) {
                configured.clear();
                return new Verdict.Reboot(call.payload());
            }
        }
        return new Verdict.Pass(call.payload());
    }

    private Verdict setProfile(Frame.Call call) {
        var said = call.payload().deepCopy();
        var profile = said.path("csChargingProfiles");
        if (has(Quirk.Q70) && profile.path("stackLevel").asInt(0) > 0
                || has(Quirk.Q72)
                        && profile.path("chargingProfilePurpose").asString("").equals("ChargePointMaxProfile")) {
            return status(call, "Rejected");
        }
        for (var period : profile.path("chargingSchedule").path("chargingSchedulePeriod")) {
            var limit = period.path("limit").asDouble(0);
            if (has(Quirk.Q74) && limit != Math.rint(limit)) {
                return status(call, "Rejected");
            }
            if (has(Quirk.Q73) && limit == 0) {
                var connector = Math.max(1, said.path("connectorId").asInt(1));
                return new Verdict.Answer(
                        Frame.result(call.id(), "{\"status\":\"Accepted\"}"),
                        new Extra("StatusNotification", OddReports.status(connector, "Faulted", "OtherError")));
            }
            if (has(Quirk.Q73) && limit < 6 && period instanceof ObjectNode lower) {
                lower.put("limit", 6);
            }
        }
        return new Verdict.Pass(said);
    }

    /** The station's answer to a CALL of the server, as it goes out. */
    String result(String id, JsonNode payload) {
        var action = actions.getOrDefault(id, "");
        if (payload instanceof ObjectNode answer) {
            if (action.equals("GetConfiguration")) {
                configuration(answer);
            }
            if (action.equals("GetLocalListVersion") && has(Quirk.Q80)) {
                answer.put("listVersion", 0);
            }
        }
        return Frame.result(id, payload.toString());
    }

    private void configuration(ObjectNode answer) {
        if (has(Quirk.Q41)) {
            answer.remove("unknownKey");
        }
        if (!(answer.path("configurationKey") instanceof ArrayNode keys)) {
            return;
        }
        for (var one : keys) {
            if (one instanceof ObjectNode key) {
                var value = key.path("value").asString("");
                if (has(Quirk.Q41) && value.matches("\\d{1,9}")) {
                    key.put("value", Integer.parseInt(value));
                }
                if (has(Quirk.Q44)) {
                    odd(key, value);
                }
            }
        }
    }

    private static void odd(ObjectNode key, String value) {
        if (key.path("key").asString("").equals("ChargingScheduleAllowedChargingRateUnit")) {
            key.put("value", "A,W");
        } else if (value.equals("true")) {
            key.put("value", "True");
        } else if (value.equals("false")) {
            key.put("value", "0");
        }
    }
}
