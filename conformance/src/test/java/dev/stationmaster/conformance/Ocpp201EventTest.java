package dev.stationmaster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.OcaCase;
import dev.stationmaster.conformance.harness.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** OCPP 2.0.1, block N: what monitors report, N07 and N08. */
@ExtendWith(CsmsUnderTest.class)
class Ocpp201EventTest {
    private static final String POWER =
            "\"component\":{\"name\":\"ChargingStation\"},\"variable\":{\"name\":\"Power\"}";
    private static final String FAN = "\"component\":{\"name\":\"Fan\"},\"variable\":{\"name\":\"Problem\"}";
    private static final String PASSWORD =
            "\"component\":{\"name\":\"SecurityCtrlr\"},\"variable\":{\"name\":\"BasicAuthPassword\"}";

    @OcaCase("TC_N_21")
    void aHardWiredMonitor(Lab lab) {
        try (var play = lab.booted201()) {
            notify(play, event(1, "Alerting", "true", "HardWiredNotification", FAN, ",\"techCode\":\"F42\""));
            JsonNode shown = newest(play);
            assertThat(shown.get("component").asString()).isEqualTo("Fan");
            assertThat(shown.get("variable").asString()).isEqualTo("Problem");
            assertThat(shown.get("value").asString()).isEqualTo("true");
            assertThat(shown.get("notification").asString()).isEqualTo("HardWiredNotification");
            assertThat(shown.get("techCode").asString()).isEqualTo("F42");
        }
    }

    @OcaCase("TC_N_24")
    void aPeriodicMonitorAgainAndAgain(Lab lab) {
        try (var play = lab.booted201()) {
            for (int number = 1; number <= 3; number++) {
                notify(
                        play,
                        event(
                                number,
                                "Periodic",
                                "11000." + number,
                                "CustomMonitor",
                                POWER,
                                ",\"variableMonitoringId\":5"));
            }
            JsonNode all = play.shown("/events?trigger=Periodic").get("items");
            assertThat(all.size()).isEqualTo(3);
            assertThat(all.get(0).get("value").asString()).isEqualTo("11000.3");
            assertThat(all.get(0).get("monitor").asInt()).isEqualTo(5);
            assertValue(play, "11000.3");
        }
    }

    @OcaCase("TC_N_50")
    void aPeriodicTrigger(Lab lab) {
        try (var play = lab.booted201()) {
            notify(play, event(1, "Periodic", "7000", "PreconfiguredMonitor", POWER, ",\"variableMonitoringId\":9"));
            assertThat(newest(play).get("trigger").asString()).isEqualTo("Periodic");
            assertValue(play, "7000");
        }
    }

    private static void assertValue(Lab.Play play, String value) {
        JsonNode variable =
                play.shown("/variables?component=ChargingStation").get("items").get(0);
        assertThat(variable.get("variable").asString()).isEqualTo("Power");
        assertThat(variable.get("value").asString()).isEqualTo(value);
    }

    @OcaCase("TC_N_48")
    void aVariableThatMustNotBeRead(Lab lab) {
        try (var play = lab.booted201()) {
            notify(play, event(1, "Delta", "", "CustomMonitor", PASSWORD, ",\"variableMonitoringId\":3"));
            JsonNode shown = newest(play);
            assertThat(shown.get("variable").asString()).isEqualTo("BasicAuthPassword");
            assertThat(shown.has("value")).isFalse();
        }
    }

    @OcaCase("TC_N_49")
    void anAlarmIsOver(Lab lab) {
        try (var play = lab.booted201()) {
            monitor(play, 6, 2);
            notify(play, event(1, "Alerting", "30000", "CustomMonitor", POWER, ",\"variableMonitoringId\":6"));
            JsonNode alert = play.shown("/alerts").get("items").get(0);
            assertThat(alert.get("value").asString()).isEqualTo("30000");
            assertThat(alert.get("severityName").asString()).isEqualTo("SystemFailure");
            notify(
                    play,
                    event(2, "Alerting", "0", "CustomMonitor", POWER, ",\"variableMonitoringId\":6,\"cleared\":true"));
            assertThat(newest(play).get("cleared").asBoolean()).isTrue();
            assertThat(play.shown("/alerts").get("items").size()).isZero();
        }
    }

    /** The station says that it has this monitor on its power. */
    private static void monitor(Lab.Play play, int id, int severity) {
        var asked = play.command("{\"type\":\"GetMonitoringReport\"}");
        CallFromCsms call = play.station().expect("GetMonitoringReport");
        call.answer("{\"status\":\"Accepted\"}");
        asked.result();
        play.station().call("NotifyMonitoringReport", """
                {"requestId":%d,"seqNo":0,"generatedAt":"%s","monitor":[{%s,"variableMonitoring":[
                 {"id":%d,"transaction":false,"value":25000,"type":"UpperThreshold","severity":%d}]}]}""".formatted(
                        call.payload().get("requestId").asInt(), Times.now(), POWER, id, severity));
    }

    @Test
    void eventsAreFoundByHowSevereTheyAre(Lab lab) {
        try (var play = lab.booted201()) {
            monitor(play, 6, 2);
            notify(play, event(1, "Alerting", "30000", "CustomMonitor", POWER, ",\"variableMonitoringId\":6"));
            notify(play, event(2, "Delta", "true", "HardWiredNotification", FAN, ""));
            assertThat(play.shown("/events?severity=2").get("items").size()).isEqualTo(1);
            assertThat(play.shown("/events?severity=1").get("items").size()).isZero();
            assertThat(play.shown("/events?component=fan").get("items").size()).isEqualTo(1);
            JsonNode everywhere = lab.operator()
                    .get("/events?station=" + play.identity() + "&trigger=Alerting")
                    .get("items");
            assertThat(everywhere.size()).isEqualTo(1);
            assertThat(everywhere.get(0).get("station").asString()).isEqualTo(play.identity());
        }
    }

    @Test
    void whatLedToAnEventIsShownWithIt(Lab lab) {
        try (var play = lab.booted201()) {
            notify(play, event(7, "Alerting", "true", "HardWiredNotification", FAN, ""));
            notify(play, event(8, "Alerting", "90", "HardWiredMonitor", POWER, ",\"cause\":7"));
            notify(play, event(9, "Delta", "0", "CustomMonitor", POWER, ",\"cause\":8"));
            JsonNode last = play.shown("/events/" + newest(play).get("id"));
            JsonNode causes = last.get("causes");
            assertThat(causes.size()).isEqualTo(2);
            assertThat(causes.get(0).get("eventId").asInt()).isEqualTo(8);
            assertThat(causes.get(1).get("eventId").asInt()).isEqualTo(7);
        }
    }

    private static String event(
            int number, String trigger, String value, String notification, String variable, String more) {
        return "{\"eventId\":" + number + ",\"timestamp\":\"" + Times.now() + "\",\"trigger\":\"" + trigger
                + "\",\"actualValue\":\"" + value + "\",\"eventNotificationType\":\"" + notification + "\"," + variable
                + more + "}";
    }

    private static void notify(Lab.Play play, String event) {
        JsonNode answer = play.station().call("NotifyEvent", """
                {"generatedAt":"%s","seqNo":0,"tbc":false,"eventData":[%s]}""".formatted(Times.now(), event));
        assertThat(answer.isEmpty()).as("NotifyEventResponse %s", answer).isTrue();
    }

    private static JsonNode newest(Lab.Play play) {
        return play.shown("/events?limit=1").get("items").get(0);
    }
}
