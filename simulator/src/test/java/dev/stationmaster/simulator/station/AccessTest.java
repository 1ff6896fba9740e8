package dev.stationmaster.simulator.station;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.simulator.Scene;
import dev.stationmaster.simulator.car.Car;
import dev.stationmaster.simulator.station.StationState.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Local lists and reservations on the station's side. */
class AccessTest {
    private static final Token CARD = Token.card("04A1B2C3");
    private static final Token OTHER = Token.card("99");
    private static final String SOON = "2026-03-01T08:10:00Z";

    private static Scene at16() {
        return new Scene(Version.OCPP16).running();
    }

    private static Scene at201() {
        return new Scene(Version.OCPP201).running();
    }

    @Test
    void aListOf16LetsItsTokensChargeOfflineAndKeepsItsVersion() {
        try (var scene = at16()) {
            var csms = scene.csms;
            assertThat(csms.askResult("GetLocalListVersion", "{}")
                            .path("listVersion")
                            .asInt())
                    .isZero();
            assertThat(
                            csms.askStatus(
                                    "SendLocalList",
                                    "{\"listVersion\":3,\"updateType\":\"Full\",\"localAuthorizationList\":[{\"idTag\":\"04a1b2c3\",\"idTagInfo\":{\"status\":\"Accepted\"}}]}"))
                    .isEqualTo("Accepted");
            assertThat(csms.askStatus("SendLocalList", "{\"listVersion\":3,\"updateType\":\"Differential\"}"))
                    .isEqualTo("VersionMismatch");
            assertThat(csms.askResult("GetLocalListVersion", "{}")
                            .path("listVersion")
                            .asInt())
                    .isEqualTo(3);
            scene.station.goOffline();
            scene.awaitPhase(Phase.OFFLINE_ON_PURPOSE);
            scene.station.plug(1, Car.compact(0.3));
            assertThat(scene.station.present(1, OTHER).join()).isFalse();
            assertThat(scene.station.present(1, CARD).join()).isTrue();
            scene.awaitStatus("Charging");
        }
    }

    @Test
    void aListThatIsSwitchedOffIsNone() {
        try (var scene = at16()) {
            scene.csms.askStatus("ChangeConfiguration", "{\"key\":\"LocalAuthListEnabled\",\"value\":\"false\"}");
            assertThat(scene.csms
                            .askResult("GetLocalListVersion", "{}")
                            .path("listVersion")
                            .asInt())
                    .isEqualTo(-1);
            assertThat(scene.csms.askStatus("SendLocalList", "{\"listVersion\":1,\"updateType\":\"Full\"}"))
                    .isEqualTo("NotSupported");
        }
    }

    @Test
    void aListOf2IsChangedAndRefused() {
        try (var scene = at201()) {
            var csms = scene.csms;
            var token = "\"idToken\":{\"idToken\":\"04A1B2C3\",\"type\":\"ISO14443\"}";
            assertThat(csms.askStatus(
                            "SendLocalList",
                            "{\"versionNumber\":1,\"updateType\":\"Full\",\"localAuthorizationList\":[{" + token
                                    + ",\"idTokenInfo\":{\"status\":\"Accepted\"}}]}"))
                    .isEqualTo("Accepted");
            assertThat(csms.askStatus(
                            "SendLocalList",
                            "{\"versionNumber\":2,\"updateType\":\"Full\",\"localAuthorizationList\":[{" + token
                                    + "}]}"))
                    .isEqualTo("Failed");
            assertThat(csms.askStatus(
                            "SendLocalList",
                            "{\"versionNumber\":2,\"updateType\":\"Differential\",\"localAuthorizationList\":[{" + token
                                    + "}]}"))
                    .isEqualTo("Accepted");
            assertThat(csms.askResult("GetLocalListVersion", "{}")
                            .path("versionNumber")
                            .asInt())
                    .isEqualTo(2);
        }
    }

    private static String reserve16(int id, int connector, String expiry) {
        return "{\"connectorId\":" + connector + ",\"idTag\":\"04A1B2C3\",\"reservationId\":" + id
                + ",\"expiryDate\":\"" + expiry + "\"}";
    }

    @Test
    void aReservedConnectorOf16WaitsForItsToken() {
        try (var scene = at16()) {
            assertThat(scene.csms.askStatus("ReserveNow", reserve16(5, 1, SOON)))
                    .isEqualTo("Accepted");
            scene.awaitStatus("Reserved");
            assertThat(scene.csms.askStatus("ReserveNow", reserve16(6, 1, SOON)))
                    .isEqualTo("Occupied");
            assertThat(scene.csms.askStatus("ReserveNow", reserve16(5, 1, SOON)))
                    .isEqualTo("Accepted");
            scene.station.plug(1, Car.compact(0.3));
            assertThat(scene.station.present(1, OTHER).join()).isFalse();
            assertThat(scene.status()).isEqualTo("Reserved");
            assertThat(scene.station.present(1, CARD).join()).isTrue();
            var start = scene.csms.await("StartTransaction", 1);
            assertThat(start.path("reservationId").asInt()).isEqualTo(5);
            scene.awaitStatus("Charging");
            assertThat(scene.csms.askStatus("CancelReservation", "{\"reservationId\":5}"))
                    .isEqualTo("Rejected");
        }
    }

    @Test
    void aReservationOf16RunsOutOrIsCancelled() {
        try (var scene = at16()) {
            assertThat(scene.csms.askStatus("ReserveNow", reserve16(1, 1, "2020-01-01T00:00:00Z")))
                    .isEqualTo("Rejected");
            assertThat(scene.csms.askStatus("ReserveNow", reserve16(1, 0, SOON)))
                    .isEqualTo("Accepted");
            scene.awaitStatus("Reserved");
            scene.time.advance(Duration.ofMinutes(11));
            scene.awaitStatus("Available");
            assertThat(scene.csms.askStatus("ReserveNow", reserve16(2, 1, "2026-03-01T09:00:00Z")))
                    .isEqualTo("Accepted");
            scene.awaitStatus("Reserved");
            assertThat(scene.csms.askStatus("CancelReservation", "{\"reservationId\":2}"))
                    .isEqualTo("Accepted");
            scene.awaitStatus("Available");
        }
    }

    private static String reserve2(int id, String place) {
        return "{\"id\":" + id + ",\"expiryDateTime\":\"" + SOON
                + "\",\"idToken\":{\"idToken\":\"04A1B2C3\",\"type\":\"ISO14443\"}" + place + "}";
    }

    @Test
    void aReservationOf2TellsHowItEnds() {
        try (var scene = at201()) {
            var csms = scene.csms;
            assertThat(csms.askStatus("ReserveNow", reserve2(7, ",\"evseId\":1")))
                    .isEqualTo("Accepted");
            scene.awaitStatus("Reserved");
            scene.station.fault(1, 1, "GroundFailure");
            var removed = csms.await("ReservationStatusUpdate", 1);
            assertThat(removed.path("reservationUpdateStatus").asString()).isEqualTo("Removed");
            assertThat(csms.askStatus("ReserveNow", reserve2(8, ",\"evseId\":1")))
                    .isEqualTo("Faulted");
            scene.station.repair(1, 1);
            scene.awaitStatus("Available");
            assertThat(csms.askStatus("ReserveNow", reserve2(9, ",\"connectorType\":\"cCCS2\"")))
                    .isEqualTo("Rejected");
            assertThat(csms.askStatus("ReserveNow", reserve2(9, ",\"connectorType\":\"cType2\"")))
                    .isEqualTo("Accepted");
            scene.awaitStatus("Reserved");
            scene.time.advance(Duration.ofMinutes(11));
            var expired = csms.await("ReservationStatusUpdate", 2);
            assertThat(expired.path("reservationUpdateStatus").asString()).isEqualTo("Expired");
            assertThat(expired.path("reservationId").asInt()).isEqualTo(9);
            scene.awaitStatus("Available");
        }
    }

    @Test
    void aTransactionOf2NamesTheReservationItUses() {
        try (var scene = at201()) {
            assertThat(scene.csms.askStatus("ReserveNow", reserve2(7, ""))).isEqualTo("Accepted");
            scene.awaitStatus("Reserved");
            assertThat(scene.station.present(1, CARD).join()).isTrue();
            var started = scene.csms.await("TransactionEvent", 1);
            assertThat(started.path("reservationId").asInt()).isEqualTo(7);
            scene.station.plug(1, Car.compact(0.3));
            assertThat(scene.csms.await("TransactionEvent", 2).has("reservationId"))
                    .isFalse();
            scene.settle();
        }
    }
}
