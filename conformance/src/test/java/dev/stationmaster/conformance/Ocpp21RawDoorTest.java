package dev.stationmaster.conformance;

import static dev.stationmaster.conformance.harness.Ocpp21.booted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Operator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every message that only a CSMS of 2.1 sends leaves through the raw door, to stations of 2.1 alone. */
@ExtendWith(CsmsUnderTest.class)
class Ocpp21RawDoorTest {
    private static final String ACCEPTED = "{\"status\":\"Accepted\"}";

    /** Action, request, answer. */
    private static final String[][] MESSAGES = {
        {"AFRRSignal", "{\"timestamp\":\"2026-03-01T08:00:00Z\",\"signal\":-5}", ACCEPTED},
        {
            "NotifyAllowedEnergyTransfer",
            "{\"transactionId\":\"t1\",\"allowedEnergyTransfer\":[\"DC\",\"DC_BPT\"]}",
            ACCEPTED
        },
        {"SetDERControl", """
            {"isDefault":true,"controlId":"c1","controlType":"FixedPFAbsorb","fixedPFAbsorb":{"priority":1,"displacement":0.95,"excitation":true}}""", ACCEPTED},
        {"GetDERControl", "{\"requestId\":3}", "{\"status\":\"NotFound\"}"},
        {"ClearDERControl", "{\"isDefault\":false}", "{\"status\":\"NotFound\"}"},
        {
            "RequestBatterySwap",
            "{\"requestId\":4,\"idToken\":{\"idToken\":\"X\",\"type\":\"Central\"}}",
            "{\"status\":\"Rejected\",\"statusInfo\":{\"reasonCode\":\"NoBatteryAvailable\"}}"
        },
        {"SetDefaultTariff", """
            {"evseId":0,"tariff":{"tariffId":"T1","currency":"EUR","energy":{"prices":[{"priceKwh":0.4}],"taxRates":[{"type":"VAT","tax":21}]}}}""", ACCEPTED},
        {"GetTariffs", "{\"evseId\":0}", "{\"status\":\"NoTariff\"}"},
        {"ClearTariffs", "{}", "{\"clearTariffsResult\":[{\"status\":\"NoTariff\"}]}"},
        {
            "ChangeTransactionTariff",
            "{\"transactionId\":\"t1\",\"tariff\":{\"tariffId\":\"T2\",\"currency\":\"EUR\"}}",
            "{\"status\":\"TxNotFound\"}"
        },
        {"NotifyWebPaymentStarted", "{\"evseId\":1,\"timeout\":60}", "{}"},
        {"UsePriorityCharging", "{\"transactionId\":\"t1\",\"activate\":true}", "{\"status\":\"NoProfile\"}"},
        {"UpdateDynamicSchedule", "{\"chargingProfileId\":1,\"scheduleUpdate\":{\"limit\":8.25}}", ACCEPTED},
        {"AdjustPeriodicEventStream", "{\"id\":7,\"params\":{\"interval\":5,\"values\":10}}", ACCEPTED},
        {"GetPeriodicEventStream", "{}", "{}"},
    };

    @Test
    void eachLeavesAsItWasWrittenAndItsAnswerComesBack(Lab lab) {
        try (var play = booted(lab)) {
            for (String[] message : MESSAGES) {
                var pending = play.call(message[0], message[1]);
                CallFromCsms call = play.station().expect(message[0]);
                assertThat(call.payload().toString()).isEqualTo(message[1].strip());
                call.answer(message[2]);
                assertThat(pending.result().get("result").toString()).isEqualTo(message[2]);
            }
        }
    }

    @Test
    void noneOfThemIsKnownToAStationOfTwoPointNoughtPointOne(Lab lab) {
        try (var play = lab.booted201()) {
            for (String[] message : MESSAGES) {
                Operator.Answer refused = play.call(message[0], message[1]).outcome();
                assertThat(refused.status()).isEqualTo(422);
                assertThat(refused.json().get("code").asString()).isEqualTo("unknown-action");
            }
            assertThat(play.station().quiet()).isTrue();
        }
    }
}
