package dev.stationmaster.bench.fleet;

import dev.stationmaster.bench.load.Scenarios;
import dev.stationmaster.bench.load.Script;
import dev.stationmaster.bench.load.Session16;
import java.time.Instant;

/**
 * A station as it is most of its life: a turn has 200 messages, of which 20 belong to a charging session (10 % charge at any time) and the rest are
 * heartbeats with a StatusNotification now and then. Stations begin at different points of the turn. Odd ones speak 2.0.1, even ones 1.6.
 */
public final class NetworkScript implements Script {
    private static final int TURN = 200;
    private static final int SESSION = 20;
    private static final int START = 2;
    private static final int STATUS_EVERY = 20;

    private final int station;
    private final boolean old;
    private final String run = Long.toHexString(System.nanoTime());
    private int step;
    private long sessions;
    private long wattHours;
    private int seqNo;
    private boolean charging;
    private String transactionId = "";

    public NetworkScript(int station) {
        this.station = station;
        this.old = subprotocol(station).equals("ocpp1.6");
        this.step = (int) (station * 7919L % TURN);
    }

    public static String subprotocol(int station) {
        return station % 2 == 0 ? "ocpp1.6" : "ocpp2.0.1";
    }

    /** A station that begins in the middle of a session starts it first. */
    private int step() {
        return !charging && step > START && step < SESSION - 1 ? START : step;
    }

    @Override
    public String action() {
        int now = step();
        if (now >= SESSION) return now % STATUS_EVERY == 0 ? "StatusNotification" : "Heartbeat";
        return switch (now) {
            case 0, SESSION - 1 -> "StatusNotification";
            case 1 -> "Authorize";
            case START -> old ? "StartTransaction" : "TransactionEvent";
            case SESSION - 2 -> old ? "StopTransaction" : "TransactionEvent";
            default -> old ? "MeterValues" : "TransactionEvent";
        };
    }

    @Override
    public String payload() {
        Instant at = Instant.now();
        int now = step();
        if (now >= SESSION) return now % STATUS_EVERY == 0 ? status("Available", at) : "{}";
        return switch (now) {
            case 0 -> status(old ? "Preparing" : "Occupied", at);
            case 1 -> old ? "{\"idTag\":\"" + token() + "\"}" : "{\"idToken\":" + token201() + "}";
            case START -> old ? Session16.start(token(), wattHours, at) : event("Started", "Authorized", at, "", true);
            case SESSION - 2 -> old ? stop(at) : event("Ended", "StopAuthorized", at, "", true);
            case SESSION - 1 -> status("Available", at);
            default -> {
                wattHours += 90;
                yield old
                        ? Scenarios.meterValues(transactionId, at, wattHours)
                        : event("Updated", "MeterValuePeriodic", at, values(at), false);
            }
        };
    }

    @Override
    public int answered(String answer) {
        int now = step();
        boolean reading = now > START && now < SESSION - 2;
        if (now >= START && now < SESSION - 1) seqNo++;
        if (now == START) {
            charging = true;
            if (old) transactionId = Session16.transactionId(answer);
        }
        if (now == SESSION - 2) {
            charging = false;
            sessions++;
            seqNo = 0;
        }
        if (now == step) step = (step + 1) % TURN;
        return reading ? 1 : 0;
    }

    private String token() {
        return Scenarios.token(station + sessions * 20_011);
    }

    private String token201() {
        return "{\"idToken\":\"" + token() + "\",\"type\":\"ISO14443\"}";
    }

    private String stop(Instant at) {
        return "{\"transactionId\":%s,\"idTag\":\"%s\",\"meterStop\":%d,\"timestamp\":\"%s\",\"reason\":\"Local\"}"
                .formatted(transactionId, token(), wattHours, at);
    }

    private String event(String type, String trigger, Instant at, String values, boolean withToken) {
        return """
                {"eventType":"%s","timestamp":"%s","triggerReason":"%s","seqNo":%d,\
                "transactionInfo":{"transactionId":"%s-%d-%d","chargingState":"Charging"},\
                "evse":{"id":1,"connectorId":1}%s%s}""".formatted(
                        type,
                        at,
                        trigger,
                        seqNo,
                        run,
                        station,
                        sessions,
                        values,
                        withToken ? ",\"idToken\":" + token201() : "");
    }

    private String values(Instant at) {
        return """
                ,"meterValue":[{"timestamp":"%s","sampledValue":[\
                {"value":%d,"measurand":"Energy.Active.Import.Register","unitOfMeasure":{"unit":"Wh"}},\
                {"value":11040.0,"measurand":"Power.Active.Import","unitOfMeasure":{"unit":"W"}}]}]""".formatted(at, wattHours);
    }

    private String status(String status, Instant at) {
        return old
                ? "{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"%s\",\"timestamp\":\"%s\"}"
                        .formatted(status, at)
                : "{\"timestamp\":\"%s\",\"connectorStatus\":\"%s\",\"evseId\":1,\"connectorId\":1}"
                        .formatted(at, status);
    }
}
