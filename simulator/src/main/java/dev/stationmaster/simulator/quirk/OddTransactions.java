package dev.stationmaster.simulator.quirk;

import dev.stationmaster.simulator.quirk.Leaving.Extra;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is odd about transactions and meters. Remembers from one connection to the next. */
final class OddTransactions {
    private static final String REGISTER = "Energy.Active.Import.Register";
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    private final Set<Quirk> quirks;
    private final Map<Integer, Long> startedAt = new HashMap<>();
    private @Nullable String lastStart;
    private boolean repeatStart;
    private int lastConnector = 1;
    private int stops;

    OddTransactions(Set<Quirk> quirks) {
        this.quirks = quirks;
    }

    private boolean has(Quirk quirk) {
        return quirks.contains(quirk);
    }

    /** A new connection is there. */
    void connected() {
        repeatStart = lastStart != null;
    }

    void change(Leaving call) {
        if (has(Quirk.Q50) && repeatStart && !call.is("BootNotification") && lastStart != null) {
            repeatStart = false;
            call.before.add(new Extra("StartTransaction", lastStart));
        }
        switch (call.action) {
            case "StartTransaction" -> start(call);
            case "StopTransaction" -> stop(call);
            case "MeterValues" -> values(call);
            default -> {}
        }
    }

    private void start(Leaving call) {
        var connector = call.payload.path("connectorId").asInt(1);
        var register = call.payload.path("meterStart").asLong(0);
        startedAt.put(connector, register);
        lastConnector = connector;
        if (has(Quirk.Q51)) {
            call.before.add(new Extra(
                    "MeterValues",
                    "{\"connectorId\":" + connector + ",\"meterValue\":[{\"timestamp\":"
                            + call.payload.path("timestamp") + ",\"sampledValue\":[{\"value\":\"" + register
                            + "\"}]}]}"));
        }
        if (has(Quirk.Q63)) {
            call.payload.put("meterStart", 0);
        }
        lastStart = call.payload.toString();
    }

    private void stop(Leaving call) {
        var reason = call.payload.path("reason").asString("");
        stops++;
        if (has(Quirk.Q52)
                        && Set.of("Reboot", "HardReset", "SoftReset", "PowerLoss")
                                .contains(reason)
                || has(Quirk.Q56) && stops % 2 == 1) {
            call.faked = "{}";
        }
        if (has(Quirk.Q38)) {
            call.before.add(new Extra("StatusNotification", OddReports.status(lastConnector, "Available", "NoError")));
        }
        if (has(Quirk.Q49)) {
            call.payload.put("transactionId", -1);
        }
        if (has(Quirk.Q53)) {
            call.payload.remove("idTag");
            call.payload.remove("reason");
        }
        if (has(Quirk.Q62)) {
            call.payload.put("meterStop", -1);
        }
        if (has(Quirk.Q68)) {
            call.payload.put("meterStop", call.payload.path("meterStop").asLong(0) - 3);
        }
    }

    private void values(Leaving call) {
        if (has(Quirk.Q67)) {
            call.faked = "{}";
        }
        var connector = call.payload.path("connectorId").asInt(0);
        for (var value : call.payload.path("meterValue")) {
            if (value.path("sampledValue") instanceof ArrayNode samples) {
                samples(samples, connector);
            }
        }
        if (has(Quirk.Q66)) {
            call.payload.put("connectorId", 0);
            call.payload.remove("transactionId");
        }
    }

    private void samples(ArrayNode samples, int connector) {
        for (int i = samples.size() - 1; i >= 0; i--) {
            if (samples.get(i) instanceof ObjectNode sample) {
                if (register(sample)) {
                    energy(samples, sample, connector);
                }
                if (has(Quirk.Q65)) {
                    sample.put("context", "Sample.Invented");
                    sample.put("unit", register(sample) ? "Hertz" : "Hz");
                }
            }
        }
        if (has(Quirk.Q69)) {
            samples.addObject()
                    .put("value", "4F434D46")
                    .put("format", "SignedData")
                    .put("measurand", REGISTER);
        }
    }

    private static boolean register(ObjectNode sample) {
        return sample.path("measurand").asString(REGISTER).equals(REGISTER) && !sample.has("phase");
    }

    private void energy(ArrayNode samples, ObjectNode sample, int connector) {
        var wh = new BigDecimal(sample.path("value").asString("0"));
        if (has(Quirk.Q61)) {
            wh = wh.subtract(BigDecimal.valueOf(startedAt.getOrDefault(connector, 0L)))
                    .max(BigDecimal.ZERO);
            sample.put("value", wh.toPlainString());
        }
        if (has(Quirk.Q60)) {
            sample.put("value", wh.divide(THOUSAND).toPlainString().replace('.', ','));
            sample.put("unit", "kWh");
        }
        if (has(Quirk.Q64)) {
            var third = wh.divide(BigDecimal.valueOf(3), 3, java.math.RoundingMode.HALF_UP);
            sample.put("value", third.toPlainString()).put("phase", "L1");
            for (var phase : new String[] {"L2", "L3"}) {
                samples.add(sample.deepCopy().put("phase", phase));
            }
        }
    }
}
