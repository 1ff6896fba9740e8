package dev.stationmaster.simulator.load;

import dev.stationmaster.simulator.fleet.NumberPattern;
import io.netty.buffer.ByteBuf;

/** OCPP 1.6. */
final class V16Script extends Script {
    private int transactionId;
    private boolean starting;

    V16Script(NumberPattern tokens, int tokenCount, int number) {
        super(tokens, tokenCount, number);
    }

    @Override
    void authorize(StringBuilder out, String token) {
        out.append("\"Authorize\",{\"idTag\":\"").append(token).append("\"}");
    }

    @Override
    void meterValues(StringBuilder out) {
        out.append("\"MeterValues\",{\"connectorId\":1,");
        if (transactionId != 0) {
            out.append("\"transactionId\":").append(transactionId).append(',');
        }
        energyWh += 40;
        out.append("\"meterValue\":[{\"timestamp\":\"");
        now(out);
        out.append("\",\"sampledValue\":[{\"value\":\"").append(energyWh);
        out.append(
                "\",\"context\":\"Sample.Periodic\",\"measurand\":\"Energy.Active.Import.Register\",\"unit\":\"Wh\"},");
        out.append("{\"value\":\"10984\",\"measurand\":\"Power.Active.Import\",\"unit\":\"W\"},");
        out.append("{\"value\":\"15.9\",\"measurand\":\"Current.Import\",\"phase\":\"L1\",\"unit\":\"A\"},");
        out.append("{\"value\":\"15.9\",\"measurand\":\"Current.Import\",\"phase\":\"L2\",\"unit\":\"A\"},");
        out.append("{\"value\":\"16.0\",\"measurand\":\"Current.Import\",\"phase\":\"L3\",\"unit\":\"A\"},");
        out.append("{\"value\":\"229.8\",\"measurand\":\"Voltage\",\"phase\":\"L1-N\",\"unit\":\"V\"}]}]}");
    }

    @Override
    void status(StringBuilder out, boolean occupied) {
        word(out, occupied ? "Preparing" : "Available");
    }

    private void word(StringBuilder out, String status) {
        out.append("\"StatusNotification\",{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"");
        out.append(status).append("\",\"timestamp\":\"");
        now(out);
        out.append("\"}");
    }

    @Override
    void session(StringBuilder out) {
        switch (step++) {
            case 0 -> word(out, "Preparing");
            case 1 -> authorize(out, nextToken());
            case 2 -> {
                starting = true;
                out.append("\"StartTransaction\",{\"connectorId\":1,\"idTag\":\"")
                        .append(token());
                out.append("\",\"meterStart\":").append(energyWh).append(",\"timestamp\":\"");
                now(out);
                out.append("\"}");
            }
            case 3 -> word(out, "Charging");
            case 4, 5, 6, 7 -> meterValues(out);
            case 8 -> {
                out.append("\"StopTransaction\",{\"transactionId\":").append(transactionId);
                out.append(",\"meterStop\":").append(energyWh += 10).append(",\"reason\":\"Local\",\"timestamp\":\"");
                now(out);
                out.append("\"}");
                transactionId = 0;
            }
            case 9 -> word(out, "Finishing");
            default -> {
                word(out, "Available");
                step = 0;
            }
        }
    }

    @Override
    void answered(ByteBuf frame) {
        if (starting) {
            starting = false;
            transactionId = transactionId(frame);
        }
    }
}
