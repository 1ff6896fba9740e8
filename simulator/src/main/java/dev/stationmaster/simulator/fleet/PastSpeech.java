package dev.stationmaster.simulator.fleet;

import dev.stationmaster.simulator.car.Reading;
import dev.stationmaster.simulator.station.StationConfig;
import dev.stationmaster.simulator.station.Version;
import dev.stationmaster.simulator.wire.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** A past session in the words of a version, as a station tells what happened while it was offline. */
final class PastSpeech {
    private static final Pattern TRANSACTION_ID = Pattern.compile("\"transactionId\"\\s*:\\s*(-?\\d+)");

    /** Sends a CALL and returns the payload of its result. */
    interface Link {
        String call(String action, Json payload);
    }

    private final StationConfig station;
    private final Link link;

    PastSpeech(StationConfig station, Link link) {
        this.station = station;
        this.link = link;
    }

    void boot() {
        var plate = station.plate();
        link.call(
                "BootNotification",
                station.version() == Version.OCPP16
                        ? Json.object()
                                .put("chargePointVendor", plate.vendor())
                                .put("chargePointModel", plate.model())
                                .put("chargePointSerialNumber", plate.serial())
                                .put("firmwareVersion", plate.firmware())
                        : Json.object()
                                .put("reason", "PowerUp")
                                .put(
                                        "chargingStation",
                                        Json.object()
                                                .put("model", plate.model())
                                                .put("vendorName", plate.vendor())
                                                .put("serialNumber", plate.serial())
                                                .put("firmwareVersion", plate.firmware())));
    }

    void tell(PastSession session) {
        if (station.version() == Version.OCPP16) tell16(session);
        else tell2(session);
    }

    private void tell16(PastSession session) {
        var first = session.readings().getFirst();
        var last = session.readings().getLast();
        var answer = link.call(
                "StartTransaction",
                Json.object()
                        .put("connectorId", session.evse())
                        .put("idTag", session.token().id())
                        .put("meterStart", session.registerWh())
                        .put("timestamp", first.at()));
        var found = TRANSACTION_ID.matcher(answer);
        if (!found.find()) throw new IllegalStateException("no transactionId in " + answer);
        var id = Long.parseLong(found.group(1));
        for (var reading : inner(session)) {
            link.call(
                    "MeterValues",
                    Json.object()
                            .put("connectorId", session.evse())
                            .put("transactionId", id)
                            .put("meterValue", List.of(meterValue(session, reading, "Sample.Periodic"))));
        }
        link.call(
                "StopTransaction",
                Json.object()
                        .put("transactionId", id)
                        .put("idTag", session.token().id())
                        .put("meterStop", session.registerWh() + last.energyWh())
                        .put("timestamp", last.at())
                        .put("reason", session.fullCar() ? "EVDisconnected" : "Local"));
    }

    private void tell2(PastSession session) {
        var id = UUID.nameUUIDFromBytes((station.identity() + session.evse() + session.begin()).getBytes())
                .toString();
        var told = session.readings();
        for (int seqNo = 0; seqNo < told.size(); seqNo++) {
            var reading = told.get(seqNo);
            var first = seqNo == 0;
            var last = seqNo == told.size() - 1;
            var payload = Json.object()
                    .put("eventType", first ? "Started" : last ? "Ended" : "Updated")
                    .put("timestamp", reading.at())
                    .put("triggerReason", first ? "Authorized" : last ? "StopAuthorized" : "MeterValuePeriodic")
                    .put("seqNo", seqNo)
                    .put("offline", true);
            var info = Json.object().put("transactionId", id);
            if (last) info.put("stoppedReason", session.fullCar() ? "EVDisconnected" : "Local");
            else info.put("chargingState", "Charging");
            payload.put("transactionInfo", info);
            payload.put("evse", Json.object().put("id", session.evse()).put("connectorId", 1));
            if (first || last) {
                payload.put(
                        "idToken",
                        Json.object()
                                .put("idToken", session.token().id())
                                .put("type", session.token().type()));
            }
            var context = first ? "Transaction.Begin" : last ? "Transaction.End" : "Sample.Periodic";
            payload.put("meterValue", List.of(meterValue(session, reading, context)));
            link.call("TransactionEvent", payload);
        }
    }

    private static List<Reading> inner(PastSession session) {
        var all = session.readings();
        return all.subList(1, Math.max(1, all.size() - 1));
    }

    private Json meterValue(PastSession session, Reading reading, String context) {
        var samples = new ArrayList<Json>();
        samples.add(sample(
                "Energy.Active.Import.Register", "Wh", session.registerWh() + (double) reading.energyWh(), context));
        samples.add(sample("Power.Active.Import", "W", reading.powerW(), context));
        if (reading.socPercent() != null) samples.add(sample("SoC", "Percent", reading.socPercent(), context));
        return Json.object().put("timestamp", reading.at()).put("sampledValue", samples);
    }

    private Json sample(String measurand, String unit, double value, String context) {
        var decimal = BigDecimal.valueOf(value).setScale(0, RoundingMode.HALF_UP);
        var sample = Json.object();
        if (station.version() == Version.OCPP16) {
            sample.put("value", decimal.toPlainString()).put("unit", unit);
        } else {
            sample.put("value", decimal).put("unitOfMeasure", Json.object().put("unit", unit));
        }
        return sample.put("context", context).put("measurand", measurand);
    }
}
