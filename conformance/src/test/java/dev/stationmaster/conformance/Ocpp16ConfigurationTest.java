package dev.stationmaster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.OcaCase;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** OCPP 1.6 Core: configuration keys and vendor data. */
@ExtendWith(CsmsUnderTest.class)
class Ocpp16ConfigurationTest {
    @OcaCase("TC_019_1")
    void readAllConfigurationKeys(Lab lab) {
        try (var play = lab.booted16()) {
            var asked = play.command("{\"type\":\"GetVariables\"}");
            CallFromCsms call = play.station().expect("GetConfiguration");
            assertThat(call.payload().path("key").isEmpty()).isTrue();
            call.answer("""
                    {"configurationKey":[
                      {"key":"NumberOfConnectors","readonly":true,"value":"2"},
                      {"key":"HeartbeatInterval","readonly":false,"value":"300"}]}""");
            asked.result();
            assertThat(variable(play, "NumberOfConnectors").get("value").asString())
                    .isEqualTo("2");
            assertThat(variable(play, "NumberOfConnectors").get("mutability").asString())
                    .isEqualTo("ReadOnly");
            assertThat(variable(play, "HeartbeatInterval").get("mutability").asString())
                    .isEqualTo("ReadWrite");
        }
    }

    @OcaCase("TC_019_2")
    void readOneConfigurationKey(Lab lab) {
        try (var play = lab.booted16()) {
            var asked = play.command("""
                    {"type":"GetVariables","keys":["SupportedFeatureProfiles"]}""");
            CallFromCsms call = play.station().expect("GetConfiguration");
            assertThat(call.payload().get("key").size()).isEqualTo(1);
            assertThat(call.payload().get("key").get(0).asString()).isEqualTo("SupportedFeatureProfiles");
            call.answer("""
                    {"configurationKey":[{"key":"SupportedFeatureProfiles","readonly":true,"value":"Core,RemoteTrigger"}]}""");
            asked.result();
            assertThat(variable(play, "SupportedFeatureProfiles").get("value").asString())
                    .isEqualTo("Core,RemoteTrigger");
        }
    }

    @OcaCase("TC_021")
    void changeAConfigurationKey(Lab lab) {
        assertThat(change(lab, "60", "Accepted")).isEqualTo("Accepted");
    }

    @OcaCase("TC_040_1")
    void aConfigurationKeyIsNotSupported(Lab lab) {
        assertThat(change(lab, "60", "NotSupported")).isEqualTo("NotSupported");
    }

    @OcaCase("TC_040_2")
    void aConfigurationValueIsRefused(Lab lab) {
        assertThat(change(lab, "-1", "Rejected")).isEqualTo("Rejected");
    }

    private static String change(Lab lab, String value, String answer) {
        try (var play = lab.booted16()) {
            var asked = play.command("""
                    {"type":"SetVariables","variables":[{"component":"","variable":"MeterValueSampleInterval","value":"%s"}]}""".formatted(value));
            CallFromCsms call = play.station().expect("ChangeConfiguration");
            assertThat(call.payload().get("key").asString()).isEqualTo("MeterValueSampleInterval");
            assertThat(call.payload().get("value").asString()).isEqualTo(value);
            call.answer("{\"status\":\"" + answer + "\"}");
            return asked.status();
        }
    }

    @OcaCase("TC_064")
    void vendorDataOfAnUnknownVendorIsAnsweredSo(Lab lab) {
        try (var play = lab.booted16()) {
            JsonNode answer = play.station().call("DataTransfer", """
                    {"vendorId":"com.example.nobody","messageId":"Ping","data":"x"}""");
            assertThat(answer.get("status").asString()).isIn("UnknownVendorId", "UnknownMessageId", "Rejected");
        }
    }

    private static JsonNode variable(Lab.Play play, String key) {
        JsonNode shown = play.shown("/variables?q=" + key).get("items");
        for (JsonNode variable : shown) {
            if (variable.get("variable").asString().equals(key)) return variable;
        }
        throw new AssertionError("no variable " + key + " in " + shown);
    }
}
