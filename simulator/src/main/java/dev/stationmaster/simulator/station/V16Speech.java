package dev.stationmaster.simulator.station;

import dev.stationmaster.simulator.car.Reading;
import dev.stationmaster.simulator.model.Configuration16;
import dev.stationmaster.simulator.wire.Json;
import dev.stationmaster.simulator.wire.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** OCPP 1.6. */
final class V16Speech implements Speech {
    private final Parts parts;
    private final Configuration16 configuration;

    V16Speech(Parts parts, Configuration16 configuration) {
        this.parts = parts;
        this.configuration = configuration;
    }

    @Override
    public Json boot(BootReason reason) {
        var plate = parts.config().plate();
        return Json.object()
                .put("chargePointVendor", plate.vendor())
                .put("chargePointModel", plate.model())
                .put("chargePointSerialNumber", plate.serial())
                .put("firmwareVersion", parts.firmware().version);
    }

    @Override
    public void authorize(Token token, Consumer<Token.@Nullable Verdict> then) {
        parts.outbox()
                .send(
                        "Authorize",
                        Json.object().put("idTag", token.id()),
                        outcome -> then.accept(
                                outcome instanceof Outcome.Answered(var payload)
                                        ? verdict(payload.path("idTagInfo"))
                                        : null));
    }

    private static Token.Verdict verdict(JsonNode idTagInfo) {
        var parent = idTagInfo.path("parentIdTag");
        return new Token.Verdict(
                idTagInfo.path("status").asString("Invalid"), parent.isString() ? parent.asString() : null);
    }

    @Override
    public String statusWord(Connector.State state) {
        return state.name();
    }

    @Override
    public boolean reportsWhole() {
        return true;
    }

    @Override
    public void status(
            @Nullable Evse evse, Connector connector, Connector.State state, boolean early, Consumer<Outcome> then) {
        var payload = Json.object()
                .put("connectorId", connector.flatNumber)
                .put("errorCode", connector.fault == null ? "NoError" : connector.fault)
                .put("status", state.name())
                .put("timestamp", parts.clock().now());
        if (early) {
            parts.outbox().sendEarly("StatusNotification", payload, then);
        } else {
            parts.outbox().send("StatusNotification", payload, then);
        }
    }

    /** 1.6 §3.5: a transaction needs both the cable and the authorization. */
    @Override
    public boolean begins(Session session) {
        return session.plugged && session.authorized();
    }

    @Override
    public boolean endsWhenStopped() {
        return true;
    }

    @Override
    public void began(Session session, String trigger, Reading reading, Consumer<Token.Verdict> then) {
        session.startReading = reading;
        var payload = Json.object()
                .put("connectorId", flat(session))
                .put("idTag", session.starter == null ? "" : session.starter.id())
                .put("meterStart", reading.energyWh())
                .put("timestamp", reading.at())
                .put("reservationId", session.reservationId);
        parts.outbox().keep("StartTransaction", _ -> payload, outcome -> {
            if (outcome instanceof Outcome.Answered(var answer)) {
                session.transactionId =
                        Integer.toString(answer.path("transactionId").asInt(-1));
                parts.tell("transaction " + session.transactionId + " at connector " + flat(session));
                then.accept(verdict(answer.path("idTagInfo")));
            } else {
                session.transactionId = "-1"; // errata 3.18: goes on with an id that says that there is none
            }
        });
    }

    private static int flat(Session session) {
        return session.evse.connector(session.connector).flatNumber;
    }

    @Override
    public void progressed(Session session, String trigger, Reading reading, Consumer<Token.Verdict> then) {
        // 1.6 tells it by StatusNotification alone
    }

    @Override
    public void sampled(Session session, Reading reading) {
        if (!configuration.sampledMeasurands().isEmpty()) {
            meterValues(session, List.of(meterValue(reading, configuration.sampledMeasurands(), "Sample.Periodic")));
        }
    }

    private void meterValues(Session session, List<Json> values) {
        // The id may come with an answer that is still on its way, so it is looked up when the message leaves.
        parts.outbox()
                .keep(
                        "MeterValues",
                        _ -> Json.object()
                                .put("connectorId", flat(session))
                                .raw("transactionId", id(session))
                                .put("meterValue", values),
                        _ -> {});
    }

    private static String id(Session session) {
        return session.transactionId == null ? "-1" : session.transactionId;
    }

    @Override
    public void ended(Session session, Ending ending, @Nullable Token by, Reading reading) {
        var data = new ArrayList<Json>();
        var measurands = configuration.stopMeasurands();
        if (!measurands.isEmpty()) {
            if (session.startReading != null) {
                data.add(meterValue(session.startReading, measurands, "Transaction.Begin"));
            }
            data.add(meterValue(reading, measurands, "Transaction.End"));
        }
        parts.outbox()
                .keep(
                        "StopTransaction",
                        _ -> Json.object()
                                .put("idTag", by == null ? null : by.id())
                                .put("meterStop", reading.energyWh())
                                .put("timestamp", reading.at())
                                .raw("transactionId", id(session))
                                .put("reason", ending.reason16)
                                .put("transactionData", data),
                        _ -> parts.tell("stopped " + id(session) + " " + ending.reason16));
    }

    /** 1.6 has no message for it: the status says it. */
    @Override
    public void reservationOver(int id, String why) {}

    @Override
    public void aligned(Evse evse, Reading reading) {
        if (configuration.alignedMeasurands().isEmpty()) {
            return;
        }
        var value = List.of(meterValue(reading, configuration.alignedMeasurands(), "Sample.Clock"));
        var session = evse.session;
        if (session != null && session.begun) {
            meterValues(session, value);
        } else {
            parts.outbox().send("MeterValues", loose(evse, value), _ -> {});
        }
    }

    @Override
    public void triggered(Evse evse, Reading reading) {
        var session = evse.session;
        var payload = loose(evse, List.of(meterValue(reading, configuration.sampledMeasurands(), "Trigger")));
        if (session != null && session.begun && session.transactionId != null) {
            payload.raw("transactionId", session.transactionId);
        }
        parts.outbox().sendEarly("MeterValues", payload, _ -> {});
    }

    private static Json loose(Evse evse, List<Json> values) {
        return Json.object()
                .put("connectorId", evse.connectors.getFirst().flatNumber)
                .put("meterValue", values);
    }

    private static Json meterValue(Reading reading, List<String> measurands, String context) {
        var samples = Samples.of(reading, measurands).stream()
                .map(sample -> Json.object()
                        .put("value", sample.value().toPlainString())
                        .put("context", context)
                        .put("measurand", sample.measurand())
                        .put("phase", sample.phase())
                        .put("location", sample.measurand().equals("SoC") ? "EV" : "Outlet")
                        .put("unit", sample.unit()))
                .toList();
        return Json.object().put("timestamp", reading.at()).put("sampledValue", samples);
    }
}
