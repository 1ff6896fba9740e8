package dev.stationmaster.messagelog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.station.StationId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import tools.jackson.databind.json.JsonMapper;

class SecretMaskTest {
    private static final StationId STATION = new StationId(1);

    private final SecretMask mask = maskThatKnows((_, _, _) -> false);

    private static SecretMask maskThatKnows(SecretVariables declared) {
        var beans = new DefaultListableBeanFactory();
        beans.registerSingleton("declared", declared);
        return new SecretMask(beans.getBeanProvider(SecretVariables.class));
    }

    private String masked(String action, String frame) {
        return masked(mask, action, frame);
    }

    private static String masked(SecretMask mask, String action, String frame) {
        var exchange = mask.masked(Exchanges.fromStation(STATION, action, frame, frame, Instant.EPOCH));
        byte[] response = exchange.response();
        assertThat(response).isEqualTo(exchange.request());
        return new String(exchange.request(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ChangeConfiguration  | [2,\"1\",\"ChangeConfiguration\",{\"key\":\"AuthorizationKey\",\"value\":\"HIDE\"}]",
                "ChangeConfiguration  | [2,\"1\",\"ChangeConfiguration\",{\"value\":\"HIDE\" , \"key\":\"authorizationKEY\"}]",
                "GetConfiguration     | [3,\"1\",{\"configurationKey\":[{\"key\":\"AuthorizationKey\",\"readonly\":false,\"value\":\"HIDE\"}]}]",
                "SetVariables         | [2,\"1\",\"SetVariables\",{\"setVariableData\":[{\"attributeValue\":\"HIDE\",\"component\":{\"name\":\"SecurityCtrlr\"},\"variable\":{\"name\":\"basicAuthPassword\"}}]}]",
                "SetVariables         | [2,\"1\",\"SetVariables\",{\"setVariableData\":[{\"component\":{\"name\":\"WebPaymentsCtrlr\"},\"variable\":{\"name\":\"SharedSecret\"},\"attributeValue\":\"HIDE\"}]}]",
                "GetVariables         | [3,\"1\",{\"getVariableResult\":[{\"attributeStatus\":\"Accepted\",\"attributeValue\":\"HIDE\",\"component\":{\"name\":\"X\"},\"variable\":{\"name\":\"VpnPassword\"}}]}]",
                "NotifyReport         | [2,\"1\",\"NotifyReport\",{\"reportData\":[{\"component\":{\"name\":\"A\"},\"variable\":{\"name\":\"B\"},\"variableAttribute\":[{\"value\":\"HIDE\",\"mutability\":\"WriteOnly\"}]}]}]",
                "NotifyReport         | [2,\"1\",\"NotifyReport\",{\"reportData\":[{\"variableAttribute\":[{\"value\":\"HIDE\"}],\"component\":{\"name\":\"A\"},\"variable\":{\"name\":\"BasicAuthPassword\"}}]}]",
                "NotifyEvent          | [2,\"1\",\"NotifyEvent\",{\"eventData\":[{\"actualValue\":\"HIDE\",\"component\":{\"name\":\"A\"},\"variable\":{\"name\":\"BasicAuthPassword\"}}]}]",
                "SetNetworkProfile    | [2,\"1\",\"SetNetworkProfile\",{\"connectionData\":{\"basicAuthPassword\":\"HIDE\",\"apn\":{\"apnPassword\":\"HIDE\",\"simPin\":1234567},\"vpn\":{\"key\":\"HIDE\",\"password\":\"HIDE\"}}}]",
                "Authorize            | [2,\"1\",\"Authorize\",{\"idToken\":{\"idToken\":\"HIDE\",\"type\":\"KeyCode\"}}]",
                "TransactionEvent     | [2,\"1\",\"TransactionEvent\",{\"idToken\":{\"type\":\"KeyCode\",\"idToken\":\"HIDE\"}}]",
                "DataTransfer         | [2,\"1\",\"DataTransfer\",{\"vendorId\":\"v\",\"data\":\"{\\\"password\\\":\\\"HIDE\\\"}\"}]",
                "GetDiagnostics       | [2,\"1\",\"GetDiagnostics\",{\"location\":\"ftp://user:HIDE@host/path\"}]",
                "SetVariables         | [2,\"1\",\"SetVariables\",{\"setVariableData\":[{\"attributeValue\":\"HIDE\",\"component\":{\"name\":\"SecurityCtrlr\"},\"variable\":{\"name\":\"Basic\\u0041uthPassword\"}}]}]",
                "?                    | [2,\"1\",\"SetVariables\",{\"password\":\"HIDE\"",
            })
    void secretsLeaveAndEverythingElseStays(String action, String frame) {
        String masked = masked(action.strip(), frame);
        assertThat(masked).doesNotContain("HIDE").doesNotContain("1234567");
        if (!action.strip().equals("?")) {
            var json = new JsonMapper();
            assertThat(json.readTree(masked)).isNotNull();
            assertThat(masked)
                    .isEqualTo(frame.replaceAll("\"HIDE\"|1234567|\"\\{[^}]*HIDE[^}]*}\"", "\"***\"")
                            .replace("HIDE", "***"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[2,\"1\",\"Heartbeat\",{}]",
                "[2,\"1\",\"Authorize\",{\"idTag\":\"04A1B2C3\"}]",
                "[2,\"1\",\"Authorize\",{\"idToken\":{\"idToken\":\"04A1B2C3\",\"type\":\"ISO14443\"}}]",
                "[2,\"1\",\"GetConfiguration\",{\"key\":[\"AuthorizationKey\"]}]",
                "[2,\"1\",\"UpdateFirmware\",{\"location\":\"https://host/a@b\"}]",
                "[2,\"1\",\"NotifyReport\",{\"reportData\":[{\"variable\":{\"name\":\"B\"},\"variableAttribute\":[{\"value\":\"1.50\",\"mutability\":\"ReadWrite\"}]},"
                        + "{\"variable\":{\"name\":\"C\"},\"variableAttribute\":[{\"mutability\":\"WriteOnly\"}]}]}]",
                "not json at all",
                ""
            })
    void whatHoldsNoSecretIsNotTouched(String frame) {
        assertThat(masked("?", frame)).isEqualTo(frame);
    }

    @Test
    void aVariableThatTheStationDeclaredWriteOnlyIsASecretWhateverItsName() {
        var knowing = maskThatKnows((station, component, variable) ->
                station.equals(STATION) && component.equals("Modem") && variable.equals("Code"));
        var frame = """
                [2,"1","SetVariables",{"setVariableData":[
                  {"component":{"name":"Modem"},"variable":{"name":"Code"},"attributeValue":"HIDE"},
                  {"component":{"name":"Other"},"variable":{"name":"Code"},"attributeValue":"shown"}]}]""";
        assertThat(masked(knowing, "SetVariables", frame)).isEqualTo(frame.replace("HIDE", "***"));
    }

    @Test
    void numbersAndTextBesideASecretKeepTheirSpelling() {
        var frame = "[2,\"1\",\"DataTransfer\",{ \"a\":8.10, \"ü\":\"\\u00e4\\n\" ,\"password\":\"HIDE\",\"b\":1e3}]";
        assertThat(masked("DataTransfer", frame)).isEqualTo(frame.replace("HIDE", "***"));
    }
}
