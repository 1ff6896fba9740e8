package dev.stationmaster.conformance.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Steps that many 2.0.1 cases share; every frame is spelt out. */
public final class Ocpp201 {
    private Ocpp201() {}

    /** Authorize. @return the whole answer */
    public static JsonNode authorize(ScriptedStation station, String idToken) {
        return station.call("Authorize", """
                {"idToken":{"idToken":"%s","type":"ISO14443"}}""".formatted(idToken));
    }

    public static String idTokenInfo(JsonNode answer) {
        return answer.get("idTokenInfo").get("status").asString();
    }

    /** The property of a TransactionEvent that names the token. */
    public static String token(String idToken) {
        return """
                ,"idToken":{"idToken":"%s","type":"ISO14443"}""".formatted(idToken);
    }

    /** The property of a TransactionEvent that names EVSE 1 or 2, connector 1. */
    public static String evse(int id) {
        return """
                ,"evse":{"id":%d,"connectorId":1}""".formatted(id);
    }

    /** A meterValue property with one register. */
    public static String register(String context, int energyWh) {
        return """
                ,"meterValue":[{"timestamp":"%s","sampledValue":[{"value":%d,"context":"%s"}]}]""".formatted(Times.now(), energyWh, context);
    }

    /** One transaction as the station tells it; the numbers of its events rise by one. */
    public static final class Tx {
        private final ScriptedStation station;
        private final String id;
        private int seqNo;

        private Tx(ScriptedStation station, String id) {
            this.station = station;
            this.id = id;
        }

        public static Tx on(ScriptedStation station) {
            return new Tx(station, UUID.randomUUID().toString());
        }

        /** The same transaction on a new connection. */
        public Tx on(Lab.Play play) {
            Tx moved = new Tx(play.station(), id);
            moved.seqNo = seqNo;
            return moved;
        }

        public String id() {
            return id;
        }

        /** The number of the next event. */
        public int seqNo() {
            return seqNo;
        }

        public Tx skip(int events) {
            seqNo += events;
            return this;
        }

        /**
         * Sends an event, which must be answered by a CALLRESULT.
         *
         * @param info further properties of transactionInfo, each with a leading comma
         * @param more further properties of the event, each with a leading comma
         */
        public JsonNode event(String type, String trigger, String info, String more) {
            return eventNumbered(seqNo++, type, trigger, info, more);
        }

        /** The same with a number of the test's choice. */
        public JsonNode eventNumbered(int number, String type, String trigger, String info, String more) {
            return station.call("TransactionEvent", """
                    {"eventType":"%s","timestamp":"%s","triggerReason":"%s","seqNo":%d,"transactionInfo":{"transactionId":"%s"%s}%s}""".formatted(type, Times.now(), trigger, number, id, info, more));
        }

        public void charging() {
            event("Updated", "ChargingStateChanged", ",\"chargingState\":\"Charging\"", "");
        }

        /** Updated StopAuthorized without a token in it; the answer is about the transaction's (TC_E_08). */
        public void stopAuthorized() {
            JsonNode answer = event("Updated", "StopAuthorized", ",\"chargingState\":\"Charging\"", "");
            assertThat(idTokenInfo(answer)).isEqualTo("Accepted");
        }

        /** Ended after unplugging (end of TC_E_14). */
        public JsonNode unplugged(String more) {
            return event(
                    "Ended",
                    "EVCommunicationLost",
                    ",\"chargingState\":\"Idle\",\"stoppedReason\":\"EVDisconnected\"",
                    more);
        }
    }

    /** A station with a transaction whose energy transfer is running on EVSE 1 (end of TC_E_04). */
    public record Charging(Lab.Play play, String idToken, Tx tx) implements AutoCloseable {
        public ScriptedStation station() {
            return play.station();
        }

        /** Stop authorized, EV still connected, unplugged, ended (TC_E_14). */
        public void finish() {
            tx.stopAuthorized();
            tx.event("Updated", "ChargingStateChanged", ",\"chargingState\":\"EVConnected\"", "");
            Lab.status201(station(), 1, "Available");
            tx.unplugged("");
            assertEnded();
        }

        public void assertOpen() {
            assertThat(play.transaction().get("state").asString()).isEqualTo("open");
        }

        public void assertEnded() {
            assertThat(play.transaction().get("state").asString()).isEqualTo("ended");
        }

        @Override
        public void close() {
            play.close();
        }
    }

    public static Charging charging(Lab lab) {
        return charging(lab.booted201(), lab.validToken());
    }

    /** TC_E_04 on a booted station. */
    public static Charging charging(Lab.Play play, String idToken) {
        assertThat(idTokenInfo(authorize(play.station(), idToken))).isEqualTo("Accepted");
        Tx tx = Tx.on(play.station());
        assertThat(idTokenInfo(tx.event("Started", "Authorized", "", token(idToken))))
                .isEqualTo("Accepted");
        Lab.status201(play.station(), 1, "Occupied");
        tx.event("Updated", "CablePluggedIn", ",\"chargingState\":\"EVConnected\"", evse(1));
        tx.charging();
        return new Charging(play, idToken, tx);
    }
}
