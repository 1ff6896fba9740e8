package dev.stationmaster.simulator.load;

import dev.stationmaster.simulator.fleet.NumberPattern;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** OCPP 2.0.1 and 2.1. */
final class V2Script extends Script {
    private String transactionId = "";
    private int seqNo;

    V2Script(NumberPattern tokens, int tokenCount, int number) {
        super(tokens, tokenCount, number);
    }

    @Override
    void authorize(StringBuilder out, String token) {
        out.append("\"Authorize\",{");
        idToken(out, token);
        out.append('}');
    }

    private static void idToken(StringBuilder out, String token) {
        out.append("\"idToken\":{\"idToken\":\"").append(token).append("\",\"type\":\"ISO14443\"}");
    }

    @Override
    void meterValues(StringBuilder out) {
        out.append("\"MeterValues\",{\"evseId\":1,");
        six(out, "Sample.Clock");
        out.append('}');
    }

    private void six(StringBuilder out, String context) {
        energyWh += 40;
        out.append("\"meterValue\":[{\"timestamp\":\"");
        now(out);
        out.append("\",\"sampledValue\":[");
        sample(out, String.valueOf(energyWh), context, "Energy.Active.Import.Register", null, "Wh");
        sample(out.append(','), "10984", context, "Power.Active.Import", null, "W");
        sample(out.append(','), "15.9", context, "Current.Import", "L1", "A");
        sample(out.append(','), "15.9", context, "Current.Import", "L2", "A");
        sample(out.append(','), "16.0", context, "Current.Import", "L3", "A");
        sample(out.append(','), "229.8", context, "Voltage", "L1-N", "V");
        out.append("]}]");
    }

    private static void sample(
            StringBuilder out, String value, String context, String measurand, @Nullable String phase, String unit) {
        out.append("{\"value\":").append(value).append(",\"context\":\"").append(context);
        out.append("\",\"measurand\":\"").append(measurand);
        if (phase != null) out.append("\",\"phase\":\"").append(phase);
        out.append("\",\"unitOfMeasure\":{\"unit\":\"").append(unit).append("\"}}");
    }

    @Override
    void status(StringBuilder out, boolean occupied) {
        out.append("\"StatusNotification\",{\"timestamp\":\"");
        now(out);
        out.append("\",\"connectorStatus\":\"").append(occupied ? "Occupied" : "Available");
        out.append("\",\"evseId\":1,\"connectorId\":1}");
    }

    @Override
    void session(StringBuilder out) {
        switch (step++) {
            case 0 -> status(out, true);
            case 1 -> authorize(out, nextToken());
            case 2 -> {
                transactionId = UUID.randomUUID().toString();
                seqNo = 0;
                event(out, "Started", "Authorized", "EVConnected");
                out.append(",\"evse\":{\"id\":1,\"connectorId\":1},");
                idToken(out, token());
                out.append(',');
                six(out, "Transaction.Begin");
                out.append('}');
            }
            case 3 -> {
                event(out, "Updated", "ChargingStateChanged", "Charging");
                out.append('}');
            }
            case 4, 5, 6, 7 -> {
                event(out, "Updated", "MeterValuePeriodic", "Charging");
                out.append(',');
                six(out, "Sample.Periodic");
                out.append('}');
            }
            case 8 -> {
                event(out, "Ended", "StopAuthorized", "EVConnected\",\"stoppedReason\":\"Local");
                out.append(',');
                six(out, "Transaction.End");
                out.append('}');
            }
            default -> {
                status(out, false);
                step = 0;
            }
        }
    }

    /** Leaves the object open. */
    private void event(StringBuilder out, String type, String trigger, String chargingState) {
        out.append("\"TransactionEvent\",{\"eventType\":\"").append(type).append("\",\"timestamp\":\"");
        now(out);
        out.append("\",\"triggerReason\":\"")
                .append(trigger)
                .append("\",\"seqNo\":")
                .append(seqNo++);
        out.append(",\"transactionInfo\":{\"transactionId\":\"").append(transactionId);
        out.append("\",\"chargingState\":\"").append(chargingState).append("\"}");
    }
}
