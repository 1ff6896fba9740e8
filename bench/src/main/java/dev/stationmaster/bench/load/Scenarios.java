package dev.stationmaster.bench.load;

import java.time.Instant;
import java.util.List;

/** The kinds of load that have a budget. */
public final class Scenarios {
    public static final String HEARTBEAT = "Heartbeat";
    public static final String AUTHORIZE = "Authorize";
    public static final String METER_VALUES = "MeterValues, 6 samples";
    public static final String TRANSACTION_EVENT = "TransactionEvent(Updated)";
    public static final String SESSION_16 = "Session 1.6";
    public static final String SESSION_201 = "Session 2.0.1";

    /** Tokens that the server knows: 00000001 to this. */
    public static final int TOKENS = 100_000;

    private Scenarios() {}

    /** @param busy stations that talk at once; MeterValues takes twice as many */
    public static List<Scenario> all(int busy) {
        return List.of(
                new Scenario(HEARTBEAT, "ocpp1.6", busy, 1, _ -> new Fixed("Heartbeat", "{}")),
                new Scenario(AUTHORIZE, "ocpp1.6", busy, 1, Authorizing::new),
                new Scenario(METER_VALUES, "ocpp1.6", busy * 2, 1, Metering::new),
                new Scenario(TRANSACTION_EVENT, "ocpp2.0.1", busy, 1, Updating::new),
                new Scenario(SESSION_16, "ocpp1.6", busy, Session16.MESSAGES, Session16::new),
                new Scenario(SESSION_201, "ocpp2.0.1", busy, Session201.MESSAGES, Session201::new));
    }

    public static String token(long number) {
        return "%08d".formatted(1 + Math.floorMod(number, TOKENS));
    }

    /** Asks for one known token after the other. */
    public static Script authorizing(int station) {
        return new Authorizing(station);
    }

    /** One transaction, and a reading in each message after its start. */
    public static Script metering(int station) {
        return new Metering(station);
    }

    private record Fixed(String action, String payload) implements Script {
        @Override
        public int answered(String answer) {
            return 0;
        }
    }

    private static final class Authorizing implements Script {
        private long next;

        Authorizing(int station) {
            next = station * 37L;
        }

        @Override
        public String action() {
            return "Authorize";
        }

        @Override
        public String payload() {
            return "{\"idTag\":\"" + token(next++) + "\"}";
        }

        @Override
        public int answered(String answer) {
            if (!answer.contains("Accepted")) throw new IllegalStateException("not accepted: " + answer);
            return 0;
        }
    }

    /** One transaction for good, and its readings: one a second of the station's clock. */
    private static final class Metering implements Script {
        private final int station;
        private String transactionId = "";
        private long seconds;

        Metering(int station) {
            this.station = station;
        }

        @Override
        public String action() {
            return transactionId.isEmpty() ? "StartTransaction" : "MeterValues";
        }

        @Override
        public String payload() {
            if (transactionId.isEmpty()) return Session16.start(token(station), 0, Instant.now());
            return meterValues(transactionId, Instant.now(), ++seconds * 3);
        }

        @Override
        public int answered(String answer) {
            if (!transactionId.isEmpty()) return 1;
            transactionId = Session16.transactionId(answer);
            return 0;
        }
    }

    /** The same in 2.0.1: one transaction for good, and an update a second of the station's clock. */
    private static final class Updating implements Script {
        private final String transactionId;
        private final int station;
        private int seqNo;

        Updating(int station) {
            this.station = station;
            this.transactionId = Long.toHexString(System.nanoTime()) + "-" + station;
        }

        @Override
        public String action() {
            return "TransactionEvent";
        }

        @Override
        public String payload() {
            Instant at = Instant.now();
            return seqNo == 0
                    ? Session201.started(transactionId, token(station), at)
                    : Session201.updated(transactionId, seqNo, seqNo * 3L, at);
        }

        @Override
        public int answered(String answer) {
            return seqNo++ == 0 ? 0 : 1;
        }
    }

    public static String meterValues(String transactionId, Instant at, long wattHours) {
        return """
                {"connectorId":1,"transactionId":%s,"meterValue":[{"timestamp":"%s","sampledValue":[\
                {"value":"%d","measurand":"Energy.Active.Import.Register","unit":"Wh"},\
                {"value":"11040.0","measurand":"Power.Active.Import","unit":"W"},\
                {"value":"16.0","measurand":"Current.Import","phase":"L1","unit":"A"},\
                {"value":"16.0","measurand":"Current.Import","phase":"L2","unit":"A"},\
                {"value":"16.0","measurand":"Current.Import","phase":"L3","unit":"A"},\
                {"value":"230.1","measurand":"Voltage","phase":"L1","unit":"V"}]}]}""".formatted(transactionId, at, wattHours);
    }
}
