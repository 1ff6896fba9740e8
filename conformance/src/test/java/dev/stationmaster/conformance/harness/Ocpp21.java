package dev.stationmaster.conformance.harness;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;

/** Steps that tests of 2.1 share; every frame is spelt out. */
public final class Ocpp21 {
    private Ocpp21() {}

    /** A new 2.1 station, connected, accepted, with EVSE 1 and 2 Available, told by events as 2.1 prefers it (B01.FR.05). */
    public static Lab.Play booted(Lab lab) {
        String identity = lab.newStation();
        ScriptedStation station = lab.connect(identity, "ocpp2.1");
        boot(station, "PowerUp");
        return lab.play(identity, station);
    }

    public static void boot(ScriptedStation station, String reason) {
        JsonNode answer = station.call("BootNotification", """
                {"reason":"%s","chargingStation":{"model":"Three","vendorName":"Acme","serialNumber":"SN-21"}}""".formatted(reason));
        assertThat(answer.get("status").asString()).isEqualTo("Accepted");
        availability(station, 1, "Available");
        availability(station, 2, "Available");
    }

    /** NotifyEvent of a connector's AvailabilityState. */
    public static void availability(ScriptedStation station, int evse, String state) {
        JsonNode answer = station.call("NotifyEvent", """
                {"generatedAt":"%s","seqNo":0,"eventData":[{"eventId":%d,"timestamp":"%s","trigger":"Delta","actualValue":"%s","severity":9,
                 "eventNotificationType":"HardWiredNotification","component":{"name":"Connector","evse":{"id":%d,"connectorId":1}},
                 "variable":{"name":"AvailabilityState"}}]}""".formatted(Times.now(), evse, Times.now(), state, evse));
        assertThat(answer.isEmpty()).as("NotifyEventResponse").isTrue();
    }

    /** Authorize with a token of that type. @return the status */
    public static String authorize(ScriptedStation station, String idToken, String type) {
        return Ocpp201.idTokenInfo(station.call("Authorize", """
                {"idToken":{"idToken":"%s","type":"%s"}}""".formatted(idToken, type)));
    }
}
