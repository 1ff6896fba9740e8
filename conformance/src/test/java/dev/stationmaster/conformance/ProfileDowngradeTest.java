package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Lab.boot201;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.Csms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Pki;
import dev.stationmaster.conformance.harness.ProfileThree;
import dev.stationmaster.conformance.harness.ScriptedStation;
import dev.stationmaster.conformance.harness.Socket;
import dev.stationmaster.conformance.harness.TlsClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The only way down from a security profile: from 3 to 2, where the station allows it (AllowSecurityProfileDowngrade). */
@ExtendWith(CsmsUnderTest.class)
class ProfileDowngradeTest {
    private static final String LOWER = """
            {"type":"RaiseSecurityProfile","to":2,"configurationSlot":2,"priority":["2","1"],
             "connectionData":{"ocppCsmsUrl":"wss://csms.example/ocpp","ocppInterface":"Wired0","messageTimeout":30}}""";

    @Test
    void aStationComesBackOnTheLowerProfileOnlyWhereItAllowsThat(Csms csms, Lab lab) {
        var three = ProfileThree.station(csms, lab, Pki.ec());
        String identity = three.identity();
        var changed = lab.operator().send("PATCH", "/stations/" + identity, "{\"password\":\"" + Lab.PASSWORD + "\"}");
        assertThat(changed.status()).as("%s", changed.body()).isEqualTo(200);
        var two = Socket.of(csms, identity)
                .offering("ocpp2.0.1")
                .password(Lab.PASSWORD)
                .tls(TlsClient.context());
        assertThat(two.refused()).isBetween(400, 499);
        try (var station = three.socket("ocpp2.0.1").connect()) {
            boot201(station, "PowerUp");
            JsonNode refused = lab.operator().command(identity, LOWER).result();
            assertThat(refused.get("state").asString()).isEqualTo("refused");
            assertThat(refused.get("reason").asString()).contains("A05.FR.07");
            allow(lab, identity, station);
            var asked = lab.operator().command(identity, LOWER);
            station.expect("SetNetworkProfile").answer("{\"status\":\"Accepted\"}");
            station.expect("SetVariables").answer("""
                    {"setVariableResult":[{"attributeStatus":"Accepted","component":{"name":"OCPPCommCtrlr"},"variable":{"name":"NetworkConfigurationPriority"}}]}""");
            station.expect("Reset").answer("{\"status\":\"Accepted\"}");
            assertThat(asked.status()).isEqualTo("Accepted");
        }
        try (var station = two.connect()) {
            boot201(station, "ScheduledReset");
            assertThat(lab.operator()
                            .get("/stations/" + identity)
                            .get("securityProfile")
                            .asInt())
                    .isEqualTo(2);
        }
    }

    private static void allow(Lab lab, String identity, ScriptedStation station) {
        var asked = lab.operator().command(identity, """
                {"type":"GetVariables","variables":[{"component":"SecurityCtrlr","variable":"AllowSecurityProfileDowngrade"}]}""");
        station.expect("GetVariables").answer("""
                {"getVariableResult":[{"attributeStatus":"Accepted","attributeValue":"true","component":{"name":"SecurityCtrlr"},
                  "variable":{"name":"AllowSecurityProfileDowngrade"}}]}""");
        asked.result();
    }
}
