package dev.stationmaster.simulator.quirk;

import dev.stationmaster.simulator.quirk.Leaving.Extra;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is odd about boots, statuses, tokens and times. */
final class OddReports {
    private static final int FLOOD = 50;

    private final Set<Quirk> quirks;
    private int boots;

    OddReports(Set<Quirk> quirks) {
        this.quirks = quirks;
    }

    private boolean has(Quirk quirk) {
        return quirks.contains(quirk);
    }

    void change(Leaving call) {
        switch (call.action) {
            case "BootNotification" -> boot(call);
            case "StatusNotification" -> status(call);
            case "Authorize", "StartTransaction", "StopTransaction" -> token(call);
            case "DiagnosticsStatusNotification" -> {
                var uploading = call.payload.path("status").asString("").equals("Uploading");
                for (int i = 1; has(Quirk.Q77) && uploading && i < FLOOD; i++) {
                    call.after.add(new Extra(call.action, call.payload.toString()));
                }
            }
            default -> {}
        }
        if (has(Quirk.Q28) && !call.payload.isEmpty()) {
            call.payload.put("vendorExtra", "x");
        }
        if (has(Quirk.Q46)) {
            withoutOffset(call.payload);
        }
    }

    private void boot(Leaving call) {
        if (has(Quirk.Q34)) {
            call.payload.put("chargePointSerialNumber", "SERIAL-NUMBER-OF-FORTY-CHARACTERS-000001");
            call.payload.put("chargePointModel", "a model whose name is much too long");
        }
        if (has(Quirk.Q67)) {
            call.payload.put("meterType", "Internal NON compliant");
        }
        if (has(Quirk.Q32)) {
            call.before.add(new Extra("StatusNotification", status(0, "Available", "NoError")));
            call.before.add(new Extra("Heartbeat", "{}"));
        }
        if (has(Quirk.Q31) && boots++ > 0) {
            call.faked =
                    "{\"status\":\"Accepted\",\"currentTime\":\"" + java.time.Instant.now() + "\",\"interval\":300}";
        }
    }

    private void status(Leaving call) {
        var connector = call.payload.path("connectorId").asInt(0);
        if (has(Quirk.Q36)) {
            call.payload.remove("timestamp");
            call.after.add(new Extra(call.action, call.payload.toString()));
        }
        if (has(Quirk.Q37)) {
            call.payload.put("errorCode", "Error");
            call.payload.put("info", "null");
            call.payload.put("vendorErrorCode", "0000000000001000");
        }
        if (has(Quirk.Q39) && connector > 0) {
            call.after.add(
                    new Extra(call.action, status(0, call.payload.path("status").asString("Charging"), "NoError")));
        }
    }

    static String status(int connector, String status, String errorCode) {
        return "{\"connectorId\":" + connector + ",\"status\":\"" + status + "\",\"errorCode\":\"" + errorCode + "\"}";
    }

    private void token(Leaving call) {
        if (has(Quirk.Q54) && call.is("Authorize")) {
            call.payload.put("connectorId", 1);
        }
        var tag = call.payload.path("idTag").asString("");
        if (has(Quirk.Q79) && tag.matches("([0-9A-Fa-f]{2})+")) {
            var reversed = new StringBuilder();
            for (int i = tag.length(); i > 0; i -= 2) {
                reversed.append(tag, i - 2, i);
            }
            call.payload.put("idTag", reversed.toString().toLowerCase(java.util.Locale.ROOT));
        }
    }

    private static void withoutOffset(@Nullable JsonNode node) {
        switch (node) {
            case ObjectNode object -> {
                var time = object.path("timestamp").asString("");
                if (time.endsWith("Z")) {
                    object.put("timestamp", time.substring(0, time.length() - 1));
                }
                object.forEach(OddReports::withoutOffset);
            }
            case ArrayNode array -> array.forEach(OddReports::withoutOffset);
            case null, default -> {}
        }
    }
}
