package dev.stationmaster.bench.load;

import java.time.Instant;

/** A whole charging session of OCPP 2.0.1, over and over, each with another token. */
final class Session201 implements Script {
    static final int MESSAGES = 8;

    private final int station;
    private final long run = System.nanoTime();
    private int step;
    private long sessions;
    private long wattHours;

    Session201(int station) {
        this.station = station;
    }

    @Override
    public String action() {
        return switch (step) {
            case 0, 7 -> "StatusNotification";
            case 1 -> "Authorize";
            default -> "TransactionEvent";
        };
    }

    @Override
    public String payload() {
        Instant now = Instant.now();
        return switch (step) {
            case 0 -> status("Occupied", now);
            case 1 -> "{\"idToken\":" + token() + "}";
            case 2 -> event("Started", "Authorized", "\"chargingState\":\"Charging\"", now, ",\"idToken\":" + token());
            case 6 -> event("Ended", "StopAuthorized", "\"stoppedReason\":\"Local\"", now, ",\"idToken\":" + token());
            case 7 -> status("Available", now);
            default -> event("Updated", "MeterValuePeriodic", "\"chargingState\":\"Charging\"", now, "");
        };
    }

    @Override
    public int answered(String answer) {
        int promised = step == 2 ? 1 : 0;
        step = (step + 1) % MESSAGES;
        if (step == 0) sessions++;
        return promised;
    }

    private String token() {
        return "{\"idToken\":\"" + Scenarios.token(station + sessions * 400) + "\",\"type\":\"ISO14443\"}";
    }

    private String event(String type, String trigger, String info, Instant at, String more) {
        wattHours += 10;
        return """
                {"eventType":"%s","timestamp":"%s","triggerReason":"%s","seqNo":%d,\
                "transactionInfo":{"transactionId":"%x-%d-%d",%s},"evse":{"id":1,"connectorId":1},\
                "meterValue":[{"timestamp":"%s","sampledValue":[\
                {"value":%d,"measurand":"Energy.Active.Import.Register","unitOfMeasure":{"unit":"Wh"}},\
                {"value":11040.0,"measurand":"Power.Active.Import","unitOfMeasure":{"unit":"W"}}]}]%s}""".formatted(type, at, trigger, step - 2, run, station, sessions, info, at, wattHours, more);
    }

    private static String status(String status, Instant at) {
        return "{\"timestamp\":\"%s\",\"connectorStatus\":\"%s\",\"evseId\":1,\"connectorId\":1}".formatted(at, status);
    }

    static String started(String transactionId, String token, Instant at) {
        return """
                {"eventType":"Started","timestamp":"%s","triggerReason":"Authorized","seqNo":0,\
                "transactionInfo":{"transactionId":"%s","chargingState":"Charging"},"evse":{"id":1,"connectorId":1},\
                "idToken":{"idToken":"%s","type":"ISO14443"}}""".formatted(at, transactionId, token);
    }

    static String updated(String transactionId, int seqNo, long wattHours, Instant at) {
        return """
                {"eventType":"Updated","timestamp":"%s","triggerReason":"MeterValuePeriodic","seqNo":%d,\
                "transactionInfo":{"transactionId":"%s","chargingState":"Charging"},\
                "meterValue":[{"timestamp":"%s","sampledValue":[\
                {"value":%d,"measurand":"Energy.Active.Import.Register","unitOfMeasure":{"unit":"Wh"}},\
                {"value":11040.0,"measurand":"Power.Active.Import","unitOfMeasure":{"unit":"W"}},\
                {"value":16.0,"measurand":"Current.Import","phase":"L1","unitOfMeasure":{"unit":"A"}},\
                {"value":16.0,"measurand":"Current.Import","phase":"L2","unitOfMeasure":{"unit":"A"}},\
                {"value":16.0,"measurand":"Current.Import","phase":"L3","unitOfMeasure":{"unit":"A"}},\
                {"value":230.1,"measurand":"Voltage","phase":"L1","unitOfMeasure":{"unit":"V"}}]}]}""".formatted(at, seqNo, transactionId, at, wattHours);
    }
}
