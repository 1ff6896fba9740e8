package dev.stationmaster.bench.load;

import java.time.Instant;

/** A whole charging session of OCPP 1.6, over and over, each with another token. */
public final class Session16 implements Script {
    static final int MESSAGES = 10;

    private final int station;
    private int step;
    private long sessions;
    private long wattHours;
    private String transactionId = "0";

    Session16(int station) {
        this.station = station;
    }

    @Override
    public String action() {
        return switch (step) {
            case 0, 3, 8, 9 -> "StatusNotification";
            case 1 -> "Authorize";
            case 2 -> "StartTransaction";
            case 7 -> "StopTransaction";
            default -> "MeterValues";
        };
    }

    @Override
    public String payload() {
        Instant now = Instant.now();
        return switch (step) {
            case 0 -> status("Preparing", now);
            case 1 -> "{\"idTag\":\"" + token() + "\"}";
            case 2 -> start(token(), wattHours, now);
            case 3 -> status("Charging", now);
            case 7 ->
                "{\"transactionId\":%s,\"idTag\":\"%s\",\"meterStop\":%d,\"timestamp\":\"%s\",\"reason\":\"Local\"}"
                        .formatted(transactionId, token(), wattHours += 10, now);
            case 8 -> status("Finishing", now);
            case 9 -> status("Available", now);
            default -> Scenarios.meterValues(transactionId, now, wattHours += 10);
        };
    }

    @Override
    public int answered(String answer) {
        if (step == 2) transactionId = transactionId(answer);
        int promised = step == 2 ? 1 : 0;
        step = (step + 1) % MESSAGES;
        if (step == 0) sessions++;
        return promised;
    }

    private String token() {
        return Scenarios.token(station + sessions * 400);
    }

    public static String start(String token, long wattHours, Instant at) {
        return "{\"connectorId\":1,\"idTag\":\"%s\",\"meterStart\":%d,\"timestamp\":\"%s\"}"
                .formatted(token, wattHours, at);
    }

    private static String status(String status, Instant at) {
        return "{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"%s\",\"timestamp\":\"%s\"}"
                .formatted(status, at);
    }

    public static String transactionId(String answer) {
        int at = answer.indexOf("\"transactionId\":");
        if (at < 0) throw new IllegalStateException("no transactionId in " + answer);
        int from = at + 16;
        int to = from;
        while (to < answer.length() && (Character.isDigit(answer.charAt(to)) || answer.charAt(to) == '-')) to++;
        return answer.substring(from, to);
    }
}
