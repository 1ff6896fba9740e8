package dev.stationmaster.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretMaskTest {
    @Test
    void passwordsOfEveryKindAreTakenOut() {
        assertThat(SecretMask.masked("{\"key\":\"AuthorizationKey\",\"value\":\"3031\"}"))
                .isEqualTo("{\"key\":\"AuthorizationKey\",\"value\":\"***\"}");
        assertThat(SecretMask.masked(
                        "{\"setVariableData\":[{\"attributeValue\":\"geheim\",\"component\":{\"name\":\"SecurityCtrlr\"},"
                                + "\"variable\":{\"name\":\"BasicAuthPassword\"}}]}"))
                .doesNotContain("geheim");
        assertThat(SecretMask.masked("{\"connectionData\":{\"basicAuthPassword\":\"geheim\"}}"))
                .doesNotContain("geheim");
        assertThat(SecretMask.masked("{\"type\":\"ChangePassword\",\"password\":\"geheim\"}"))
                .doesNotContain("geheim");
        assertThat(SecretMask.masked("{\"idToken\":{\"idToken\":\"1234\",\"type\":\"KeyCode\"}}"))
                .isEqualTo("{\"idToken\":{\"idToken\":\"***\",\"type\":\"KeyCode\"}}");
        assertThat(SecretMask.masked(
                        "{\"variables\":[{\"component\":\"\",\"variable\":\"AuthorizationKey\",\"value\":\"x\"}]}"))
                .doesNotContain("\"x\"");
    }

    @Test
    void everythingElseStays() {
        String plain = "{\"key\":\"HeartbeatInterval\",\"value\":\"300\",\"more\":[1,null,true,1.5]}";
        assertThat(SecretMask.masked(plain)).isEqualTo(plain);
    }
}
