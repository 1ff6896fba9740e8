package dev.stationmaster.simulator.station;

import dev.stationmaster.simulator.car.Reading;
import dev.stationmaster.simulator.model.DeviceModel;
import dev.stationmaster.simulator.wire.Json;
import dev.stationmaster.simulator.wire.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** OCPP 2.0.1 and 2.1. */
final class V2Speech implements Speech {
    private static final Consumer<Token.Verdict> NO_MATTER = _ -> {};

    private final Parts parts;
    private final DeviceModel model;
    private int eventId;

    V2Speech(Parts parts, DeviceModel model) {
        this.parts = parts;
        this.model = model;
    }

    @Override
    public Json boot(BootReason reason) {
        var plate = parts.config().plate();
        return Json.object()
                .put("reason", reason.name())
                .put(
                        "chargingStation",
                        Json.object()
                                .put("model", plate.model())
                                .put("vendorName", plate.vendor())
                                .put("serialNumber", plate.serial())
                                .put("firmwareVersion", parts.firmware().version));
    }

    @Override
    public void authorize(Token token, Consumer<Token.@Nullable Verdict> then) {
        parts.outbox().send("Authorize", Json.object().put("idToken", json(token)), outcome -> {
            if (outcome instanceof Outcome.Answered(var payload)) {
                Display.answered(parts, payload);
                then.accept(verdict(payload.path("idTokenInfo")));
            } else {
                then.accept(null);
            }
        });
    }

    static Json json(Token token) {
        return Json.object().put("idToken", token.id()).put("type", token.type());
    }

    static Token.Verdict verdict(JsonNode idTokenInfo) {
        var group = idTokenInfo.path("groupIdToken").path("idToken");
        var evses = new ArrayList<Integer>();
        idTokenInfo.path("evseId").forEach(one -> evses.add(one.asInt(0)));
        return new Token.Verdict(
                idTokenInfo.path("status").asString("Invalid"), group.isString() ? group.asString() : null, evses);
    }

    @Override
    public String statusWord(Connector.State state) {
        return switch (state) {
            case Available, Reserved, Unavailable, Faulted -> state.name();
            case Preparing, Charging, SuspendedEV, SuspendedEVSE, Finishing -> "Occupied";
        };
    }

    @Override
    public boolean reportsWhole() {
        return false;
    }

    @Override
    public void status(
            @Nullable Evse evse, Connector connector, Connector.State state, boolean early, Consumer<Outcome> then) {
        if (evse == null) {
            return;
        }
        var word = statusWord(state);
        model.preset(evse.number, connector.number, "AvailabilityState", word);
        model.preset(evse.number, 0, "AvailabilityState", word);
        var byEvent = parts.config().traits().availabilityEvents() && !early;
        var action = byEvent ? "NotifyEvent" : "StatusNotification";
        var payload = byEvent
                ? availabilityEvent(evse, connector, word)
                : Json.object()
                        .put("timestamp", parts.clock().now())
                        .put("connectorStatus", word)
                        .put("evseId", evse.number)
                        .put("connectorId", connector.number);
        if (early) {
            parts.outbox().sendEarly(action, payload, then);
        } else {
            parts.outbox().send(action, payload, then);
        }
    }

    /** A number that no event had since the last boot. */
    int nextEventId() {
        return eventId++;
    }

    /** 2.1 B01.FR.05: the preferred way. */
    private Json availabilityEvent(Evse evse, Connector connector, String word) {
        var now = parts.clock().now();
        var at = Json.object().put("id", evse.number).put("connectorId", connector.number);
        var event = Json.object()
                .put("eventId", nextEventId())
                .put("timestamp", now)
                .put("trigger", "Delta")
                .put("actualValue", word)
                .put("eventNotificationType", "HardWiredNotification")
                .put("component", Json.object().put("name", "Connector").put("evse", at))
                .put("variable", Json.object().put("name", "AvailabilityState"));
        return Json.object()
                .put("generatedAt", now)
                .put("seqNo", 0)
                .put("tbc", false)
                .put("eventData", List.of(event));
    }

    /** 2.x E01 to E05: any of the start points is enough; PowerPathClosed needs cable and authorization. */
    @Override
    public boolean begins(Session session) {
        var points = model.list("TxCtrlr", "TxStartPoint");
        return (points.contains("EVConnected") && session.plugged)
                || (points.contains("Authorized") && session.authorized())
                || (session.plugged && session.authorized());
    }

    @Override
    public boolean endsWhenStopped() {
        var points = model.list("TxCtrlr", "TxStopPoint");
        return points.contains("Authorized")
                || points.contains("PowerPathClosed")
                || points.contains("EnergyTransfer")
                || !points.contains("EVConnected");
    }

    @Override
    public void began(Session session, String trigger, Reading reading, Consumer<Token.Verdict> then) {
        parts.tell("transaction " + session.newTransactionId() + " at EVSE " + session.evse.number);
        event(session, "Started", trigger, null, null, beginValues(session, reading), then);
    }

    @Override
    public void progressed(Session session, String trigger, Reading reading, Consumer<Token.Verdict> then) {
        event(session, "Updated", trigger, null, session.token, beginValues(session, reading), then);
    }

    /** The begin values go with the first event that knows the EVSE: E01.FR.17, E03.FR.11. */
    private List<Json> beginValues(Session session, Reading reading) {
        return !session.evseTold && session.plugged
                ? meterValue(reading, model.list("SampledDataCtrlr", "TxStartedMeasurands"), "Transaction.Begin")
                : List.of();
    }

    @Override
    public void sampled(Session session, Reading reading) {
        event(
                session,
                "Updated",
                "MeterValuePeriodic",
                null,
                null,
                meterValue(reading, model.sampledMeasurands(), "Sample.Periodic"),
                NO_MATTER);
    }

    @Override
    public void ended(Session session, Ending ending, @Nullable Token by, Reading reading) {
        var values = meterValue(reading, model.list("SampledDataCtrlr", "TxEndedMeasurands"), "Transaction.End");
        event(session, "Ended", ending.trigger, ending, by, values, NO_MATTER);
        parts.tell("ended " + session.transactionId + " " + ending.stoppedReason);
    }

    private void event(
            Session session,
            String type,
            String trigger,
            @Nullable Ending ending,
            @Nullable Token by,
            List<Json> values,
            Consumer<Token.Verdict> then) {
        var transaction = Json.object()
                .put("transactionId", session.transactionId)
                .put("chargingState", session.flow.chargingState)
                .put("stoppedReason", ending == null ? null : ending.stoppedReason)
                .put("remoteStartId", session.remoteStartId);
        var token = tokenFor(session, type, trigger, by);
        var evse = session.plugged && !session.evseTold
                ? Json.object().put("id", session.evse.number).put("connectorId", session.connector)
                : null;
        session.evseTold |= evse != null;
        var reservation = session.authorized() && !session.reservationTold ? session.reservationId : null;
        session.reservationTold |= reservation != null;
        var at = parts.clock().now();
        var seqNo = session.seqNo++;
        var offline = !parts.outbox().online();
        parts.outbox()
                .keep(
                        "TransactionEvent",
                        late -> {
                            var event = Json.object()
                                    .put("eventType", type)
                                    .put("timestamp", at)
                                    .put("triggerReason", trigger)
                                    .put("seqNo", seqNo);
                            if (late || offline) {
                                event.put("offline", true);
                            }
                            return event.put("transactionInfo", transaction)
                                    .put("idToken", token)
                                    .put("evse", evse)
                                    .put("reservationId", reservation)
                                    .put("meterValue", values);
                        },
                        outcome -> answered(outcome, then));
    }

    /** The token is told once, when it is authorized, and again by who stops: E03.FR.01, E07. */
    private static @Nullable Json tokenFor(Session session, String type, String trigger, @Nullable Token by) {
        if (trigger.equals("StopAuthorized")) {
            return by == null ? null : json(by);
        }
        if (type.equals("Ended") || session.tokenTold || session.token == null) {
            return null;
        }
        session.tokenTold = true;
        return json(session.token);
    }

    private void answered(Outcome outcome, Consumer<Token.Verdict> then) {
        if (!(outcome instanceof Outcome.Answered(var payload))) {
            return;
        }
        Display.answered(parts, payload);
        if (payload.has("idTokenInfo")) {
            then.accept(verdict(payload.path("idTokenInfo")));
        }
    }

    @Override
    public void reservationOver(int id, String why) {
        parts.outbox()
                .send(
                        "ReservationStatusUpdate",
                        Json.object().put("reservationId", id).put("reservationUpdateStatus", why),
                        _ -> {});
    }

    /** An update on demand: TriggerMessage(TransactionEvent). */
    void triggeredEvent(Session session, Reading reading) {
        event(
                session,
                "Updated",
                "Trigger",
                null,
                null,
                meterValue(reading, model.sampledMeasurands(), "Trigger"),
                NO_MATTER);
    }

    @Override
    public void aligned(Evse evse, Reading reading) {
        var values = meterValue(reading, model.alignedMeasurands(), "Sample.Clock");
        var session = evse.session;
        if (session != null && session.begun) {
            event(session, "Updated", "MeterValueClock", null, null, values, NO_MATTER);
        } else {
            parts.outbox()
                    .send(
                            "MeterValues",
                            Json.object().put("evseId", evse.number).put("meterValue", values),
                            _ -> {});
        }
    }

    @Override
    public void triggered(Evse evse, Reading reading) {
        var values = meterValue(reading, model.sampledMeasurands(), "Trigger");
        parts.outbox()
                .sendEarly(
                        "MeterValues", Json.object().put("evseId", evse.number).put("meterValue", values), _ -> {});
    }

    private static List<Json> meterValue(Reading reading, List<String> measurands, String context) {
        var samples = Samples.of(reading, measurands).stream()
                .map(sample -> Json.object()
                        .put("value", sample.value())
                        .put("context", context)
                        .put("measurand", sample.measurand())
                        .put("phase", sample.phase())
                        .put("location", sample.measurand().equals("SoC") ? "EV" : "Outlet")
                        .put(
                                "unitOfMeasure",
                                sample.unit() == null ? null : Json.object().put("unit", sample.unit())))
                .toList();
        return samples.isEmpty()
                ? List.of()
                : List.of(Json.object().put("timestamp", reading.at()).put("sampledValue", samples));
    }
}
