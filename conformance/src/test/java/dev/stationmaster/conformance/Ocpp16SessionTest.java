package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Lab.boot16;
import static dev.stationmaster.conformance.harness.Lab.status16;
import static dev.stationmaster.conformance.harness.Ocpp16.authorize;
import static dev.stationmaster.conformance.harness.Ocpp16.charging;
import static dev.stationmaster.conformance.harness.Ocpp16.idTagInfo;
import static dev.stationmaster.conformance.harness.Ocpp16.start;
import static dev.stationmaster.conformance.harness.Ocpp16.startAccepted;
import static dev.stationmaster.conformance.harness.Ocpp16.stop;
import static dev.stationmaster.conformance.harness.Ocpp16.transactionId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.OcaCase;
import dev.stationmaster.conformance.harness.ScriptedStation;
import dev.stationmaster.conformance.harness.Times;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** OCPP 1.6 Core: booting and charging, as the driver does it. */
@ExtendWith(CsmsUnderTest.class)
class Ocpp16SessionTest {
    @OcaCase("TC_001")
    void coldBoot(Lab lab) {
        String identity = lab.newStation();
        try (ScriptedStation station = lab.connect(identity, "ocpp1.6")) {
            JsonNode boot = station.call("BootNotification", """
                    {"chargePointVendor":"Acme","chargePointModel":"One"}""");
            assertThat(boot.get("status").asString()).isEqualTo("Accepted");
            assertThat(boot.get("interval").asInt()).isPositive();
            assertThat(Duration.between(Instant.parse(boot.get("currentTime").asString()), Instant.now())
                            .abs())
                    .isLessThan(Duration.ofSeconds(5));
            for (int connector = 0; connector <= 2; connector++) status16(station, connector, "Available");
            assertThat(station.call("Heartbeat", "{}").get("currentTime").asString())
                    .endsWith("Z");
        }
        JsonNode connectors =
                lab.operator().get("/stations/" + identity + "/connectors").get("items");
        assertThat(connectors.size()).isEqualTo(3);
    }

    @OcaCase("TC_003")
    void localStartCableFirst(Lab lab) {
        String tag = lab.validToken();
        try (var play = lab.booted16()) {
            status16(play.station(), 1, "Preparing");
            assertThat(authorize(play.station(), tag)).isEqualTo("Accepted");
            int transactionId = startAccepted(play.station(), 1, tag);
            status16(play.station(), 1, "Charging");

            JsonNode transaction = play.transaction();
            assertThat(transaction.get("state").asString()).isEqualTo("open");
            assertThat(transaction.get("transactionId").asString()).isEqualTo("" + transactionId);
            assertThat(transaction.get("idToken").get("idToken").asString()).isEqualTo(tag);
        }
    }

    @OcaCase("TC_004_1")
    void localStartIdentificationFirst(Lab lab) {
        String tag = lab.validToken();
        try (var play = lab.booted16()) {
            assertThat(authorize(play.station(), tag)).isEqualTo("Accepted");
            status16(play.station(), 1, "Preparing");
            startAccepted(play.station(), 1, tag);
            status16(play.station(), 1, "Charging");
            assertThat(play.transaction().get("state").asString()).isEqualTo("open");
        }
    }

    @OcaCase("TC_004_2")
    void identificationFirstAndNoCableInTime(Lab lab) {
        String tag = lab.validToken();
        try (var play = lab.booted16()) {
            assertThat(authorize(play.station(), tag)).isEqualTo("Accepted");
            status16(play.station(), 1, "Preparing");
            status16(play.station(), 1, "Available");
            assertThat(play.transactions().size()).isZero();
            assertThat(connector(play, 1).get("status").asString()).isEqualTo("Available");
        }
    }

    @OcaCase("TC_005_1")
    void unpluggingAtTheCarStopsTheTransaction(Lab lab) {
        try (var charging = charging(lab)) {
            status16(charging.station(), 1, "SuspendedEV");
            stop(charging.station(), charging.transactionId(), "EVDisconnected", Times.now());
            status16(charging.station(), 1, "Finishing");
            status16(charging.station(), 1, "Available");

            JsonNode transaction = charging.play().transaction();
            assertThat(transaction.get("state").asString()).isEqualTo("ended");
            assertThat(transaction.get("stopReason").asString()).isEqualTo("EVDisconnected");
            assertThat(transaction.get("energyWh").decimalValue()).isEqualByComparingTo("2500");
        }
    }

    @OcaCase("TC_007")
    void startWithACachedIdNeedsNoAuthorize(Lab lab) {
        String tag = lab.validToken();
        try (var play = lab.booted16()) {
            status16(play.station(), 1, "Preparing");
            startAccepted(play.station(), 1, tag);
            status16(play.station(), 1, "Charging");
            assertThat(play.transaction().get("state").asString()).isEqualTo("open");
        }
    }

    @OcaCase("TC_023_1")
    void anUnknownIdIsInvalid(Lab lab) {
        try (var play = lab.booted16()) {
            assertThat(authorize(play.station(), lab.unknownToken())).isEqualTo("Invalid");
        }
    }

    @OcaCase("TC_023_2")
    void anExpiredIdIsExpired(Lab lab) {
        try (var play = lab.booted16()) {
            assertThat(authorize(play.station(), lab.newToken("expired", ""))).isEqualTo("Expired");
            String ended = lab.newToken("accepted", ",\"validUntil\":\"" + Times.ago(Duration.ofDays(1)) + "\"");
            assertThat(authorize(play.station(), ended)).isEqualTo("Expired");
        }
    }

    @OcaCase("TC_023_3")
    void aBlockedIdIsBlocked(Lab lab) {
        try (var play = lab.booted16()) {
            assertThat(authorize(play.station(), lab.newToken("blocked", ""))).isEqualTo("Blocked");
        }
    }

    @OcaCase("TC_024")
    void aConnectorLockFailureIsShown(Lab lab) {
        try (var play = lab.booted16()) {
            status16(play.station(), 1, "Preparing");
            JsonNode answer = play.station().call("StatusNotification", """
                    {"connectorId":1,"errorCode":"ConnectorLockFailure","status":"Faulted"}""");
            assertThat(answer.isEmpty()).isTrue();
            assertThat(connector(play, 1).get("status").asString()).isEqualTo("Faulted");
            assertThat(connector(play, 1).get("errorCode").asString()).isEqualTo("ConnectorLockFailure");
        }
    }

    @OcaCase("TC_032_1")
    void bootAfterPowerLossKeepsTheTransactionUntilItsStopArrives(Lab lab) {
        try (var charging = charging(lab)) {
            charging.station().vanish();

            Lab.Play before = charging.play();
            try (var play = new Lab.Play(lab, before.identity(), lab.connect(before.identity(), "ocpp1.6"))) {
                boot16(play.station());
                status16(play.station(), 1, "Finishing");
                assertThat(play.transaction().get("state").asString()).isEqualTo("open");
                stop(play.station(), charging.transactionId(), "PowerLoss", Times.now());
                assertThat(play.transaction().get("state").asString()).isEqualTo("ended");
                assertThat(play.transaction().get("stopReason").asString()).isEqualTo("PowerLoss");
            }
        }
    }

    @OcaCase("TC_037_1")
    void aQueuedStartOfAValidIdKeepsItsOwnTime(Lab lab) {
        String tag = lab.validToken();
        String at = Times.ago(Duration.ofHours(2));
        try (var before = lab.booted16();
                var play = before.reconnected()) {
            JsonNode answer = start(play.station(), 1, tag, at);
            assertThat(idTagInfo(answer)).isEqualTo("Accepted");
            transactionId(answer);
            status16(play.station(), 1, "Charging");
            assertThat(Instant.parse(play.transaction().get("startedAt").asString()))
                    .isEqualTo(Instant.parse(at));
        }
    }

    @OcaCase("TC_037_3")
    void aQueuedStartOfAnInvalidIdStillGetsItsTransaction(Lab lab) {
        try (var before = lab.booted16();
                var play = before.reconnected()) {
            JsonNode answer = start(play.station(), 1, lab.unknownToken(), Times.ago(Duration.ofMinutes(30)));
            assertThat(idTagInfo(answer)).isEqualTo("Invalid");
            int transactionId = transactionId(answer);
            status16(play.station(), 1, "Charging");
            stop(play.station(), transactionId, "DeAuthorized", Times.now());
            status16(play.station(), 1, "Finishing");
            assertThat(play.transaction().get("state").asString()).isEqualTo("ended");
            assertThat(play.transaction().get("stopReason").asString()).isEqualTo("DeAuthorized");
        }
    }

    @OcaCase("TC_039")
    void aWholeOfflineTransactionKeepsItsTimes(Lab lab) {
        String tag = lab.validToken();
        String began = Times.ago(Duration.ofHours(3));
        String ended = Times.ago(Duration.ofHours(1));
        try (var before = lab.booted16();
                var play = before.reconnected()) {
            JsonNode answer = start(play.station(), 1, tag, began);
            assertThat(idTagInfo(answer)).isEqualTo("Accepted");
            stop(play.station(), transactionId(answer), "Local", ended);

            JsonNode transaction = play.transaction();
            assertThat(Instant.parse(transaction.get("startedAt").asString())).isEqualTo(Instant.parse(began));
            assertThat(Instant.parse(transaction.get("stoppedAt").asString())).isEqualTo(Instant.parse(ended));
            assertThat(transaction.get("energyWh").decimalValue()).isEqualByComparingTo("2500");
        }
    }

    private static JsonNode connector(Lab.Play play, int number) {
        for (JsonNode connector : play.shown("/connectors").get("items")) {
            if (connector.get("evse").asInt() == number) return connector;
        }
        throw new AssertionError("no connector " + number);
    }
}
