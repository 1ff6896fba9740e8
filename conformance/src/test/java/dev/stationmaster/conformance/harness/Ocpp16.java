package dev.stationmaster.conformance.harness;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;

/** Steps that many 1.6 cases share; every frame is spelt out. */
public final class Ocpp16 {
    private Ocpp16() {}

    /** Authorize. @return the status of idTagInfo */
    public static String authorize(ScriptedStation station, String idTag) {
        return idTagInfo(station.call("Authorize", """
                {"idTag":"%s"}""".formatted(idTag)));
    }

    /** StartTransaction with register 1000 Wh. @return the whole answer */
    public static JsonNode start(ScriptedStation station, int connector, String idTag, String at) {
        return station.call("StartTransaction", """
                {"connectorId":%d,"idTag":"%s","meterStart":1000,"timestamp":"%s"}""".formatted(connector, idTag, at));
    }

    /** StartTransaction of a token that must be Accepted. @return the transactionId */
    public static int startAccepted(ScriptedStation station, int connector, String idTag) {
        JsonNode answer = start(station, connector, idTag, Times.now());
        assertThat(idTagInfo(answer)).isEqualTo("Accepted");
        return transactionId(answer);
    }

    /** The transactionId of a StartTransaction.conf, which must be usable. */
    public static int transactionId(JsonNode answer) {
        int transactionId = answer.get("transactionId").asInt();
        assertThat(transactionId).as("transactionId of %s", answer).isPositive();
        return transactionId;
    }

    public static String idTagInfo(JsonNode answer) {
        return answer.get("idTagInfo").get("status").asString();
    }

    /** StopTransaction with register 3500 Wh. */
    public static JsonNode stop(ScriptedStation station, int transactionId, String reason, String at) {
        return station.call("StopTransaction", """
                {"transactionId":%d,"meterStop":3500,"timestamp":"%s","reason":"%s"}""".formatted(transactionId, at, reason));
    }

    /** A station that is charging on connector 1. */
    public record Charging(Lab.Play play, String idTag, int transactionId) implements AutoCloseable {
        public ScriptedStation station() {
            return play.station();
        }

        @Override
        public void close() {
            play.close();
        }
    }

    /** Boots a station and starts a transaction of a valid token on connector 1. */
    public static Charging charging(Lab lab) {
        String idTag = lab.validToken();
        Lab.Play play = lab.booted16();
        Lab.status16(play.station(), 1, "Preparing");
        int transactionId = startAccepted(play.station(), 1, idTag);
        Lab.status16(play.station(), 1, "Charging");
        return new Charging(play, idTag, transactionId);
    }
}
