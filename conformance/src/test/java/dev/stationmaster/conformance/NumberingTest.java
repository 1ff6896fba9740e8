package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Lab.status16;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Ocpp16;
import dev.stationmaster.conformance.harness.Operator;
import dev.stationmaster.conformance.harness.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Numbers of 1.6 that do not fit: registers of old meters, and connectors that share an EVSE. */
@ExtendWith(CsmsUnderTest.class)
class NumberingTest {
    @Test
    void aRegisterBeyondThirtyTwoBitsIsStoredAndFlagged(Lab lab) {
        try (var play = lab.booted16()) {
            String tag = lab.validToken();
            int id = play.station()
                    .call("StartTransaction", """
                            {"connectorId":1,"idTag":"%s","meterStart":2147483650,"timestamp":"%s"}""".formatted(tag, Times.now()))
                    .get("transactionId")
                    .asInt();
            play.station().call("StopTransaction", """
                    {"transactionId":%d,"meterStop":2147491650,"timestamp":"%s","idTag":"%s"}""".formatted(id, Times.now(), tag));
            JsonNode shown = play.transaction();
            assertThat(shown.get("startEnergyWh").asLong()).isEqualTo(2_147_483_650L);
            assertThat(shown.get("stopEnergyWh").asLong()).isEqualTo(2_147_491_650L);
            assertThat(shown.get("energyWh").asInt()).isEqualTo(8000);
            assertThat(play.flags()).contains("register-beyond-32-bits");
            play.finding("StartTransaction", "int32");
            play.finding("StopTransaction", "int32");
        }
    }

    @Test
    void twoConnectorsOfOneEvseKeepTheirOwnPlaces(Lab lab) {
        try (var play = lab.booted16()) {
            Operator.Answer set = lab.operator()
                    .send("PATCH", "/stations/" + play.identity() + "/settings", "{\"connectorMap\":\"1=1.1, 2=1.2\"}");
            assertThat(set.status()).as("%s", set.body()).isEqualTo(200);
            status16(play.station(), 2, "Preparing");
            String tag = lab.validToken();
            int id = Ocpp16.startAccepted(play.station(), 2, tag);
            JsonNode shown = play.transaction();
            assertThat(shown.get("evse").asInt()).isEqualTo(1);
            assertThat(shown.get("connector").asInt()).isEqualTo(2);
            assertThat(shown.get("transactionId").asString()).isEqualTo("" + id);
            boolean there = false;
            for (JsonNode connector : play.shown("/connectors").get("items"))
                there |= connector.get("evse").asInt() == 1
                        && connector.get("connector").asInt() == 2
                        && connector.get("status").asString().equals("Preparing");
            assertThat(there).isTrue();

            var unlock = play.command("""
                    {"type":"UnlockConnector","evse":1,"connector":2}""");
            CallFromCsms call = play.station().expect("UnlockConnector");
            assertThat(call.payload().get("connectorId").asInt()).isEqualTo(2);
            call.answer("{\"status\":\"UnlockFailed\"}");
            assertThat(unlock.status()).isEqualTo("UnlockFailed");

            JsonNode unclear = play.command("""
                    {"type":"RemoteStart","idToken":"%s","evse":1}""".formatted(tag)).result();
            assertThat(unclear.get("state").asString()).isEqualTo("refused");
            assertThat(unclear.get("reason").asString()).contains("[1, 2]");
        }
    }

    @Test
    void aProvisioningFileMayMapConnectors(Lab lab) {
        String identity = lab.unknownToken();
        lab.operator().provision("""
                {"stations":[{"id":"%s","securityProfile":1,"password":"%s","settings":{"connectorMap":"1=2.1,2=1.1"}}]}""".formatted(identity, Lab.PASSWORD));
        boolean mapped = false;
        for (JsonNode setting :
                lab.operator().get("/stations/" + identity + "/settings").get("items"))
            mapped |= setting.get("value").asString().equals("1=2.1, 2=1.1");
        assertThat(mapped).isTrue();
        Operator.Answer wrong = lab.operator().send("POST", "/provisioning", """
                {"stations":[{"id":"%s","securityProfile":0,"settings":{"unknownStations":"accept"}}]}""".formatted(identity));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().toString()).contains("cannot be set for one");
    }
}
