package dev.stationmaster.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.settings.PlugAndChargeSettings;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskableHostsTest {
    @ParameterizedTest
    @CsvSource({
        "public, http://8.8.8.8/ocsp, true",
        "public, https://8.8.8.8:8443/ocsp, true",
        "public, http://127.0.0.1/ocsp, false",
        "public, http://127.1.2.3:9000/ocsp, false",
        "public, http://10.1.2.3/ocsp, false",
        "public, http://192.168.0.5/ocsp, false",
        "public, http://172.16.9.9/ocsp, false",
        "public, http://169.254.169.254/latest/meta-data, false",
        "public, http://100.64.0.1/ocsp, false",
        "public, http://0.0.0.0/ocsp, false",
        "public, http://[::1]/ocsp, false",
        "public, http://[fd00::1]/ocsp, false",
        "public, http://[::ffff:127.0.0.1]/ocsp, false",
        "public, ftp://8.8.8.8/ocsp, false",
        "public, file:///etc/passwd, false",
        "public, http://user:secret@8.8.8.8/, false",
        "public, nonsense, false",
        "any, http://127.0.0.1/ocsp, true",
        "any, ftp://127.0.0.1/ocsp, false",
        "127.0.0.1, http://127.0.0.1:4711/ocsp, true",
        "127.0.0.1:80, http://127.0.0.1/ocsp, true",
        "127.0.0.1:80, http://127.0.0.1:8080/ocsp, false",
        "LocalHost, http://localhost:8080/ocsp, true",
        "localhost, http://localhost.example.com/ocsp, false",
    })
    void onlyWhatTheOperatorAllowsIsAsked(String setting, String url, boolean allowed) {
        assertThat(PlugAndChargeSettings.OCSP_RESPONDERS.standard()).isEqualTo("public");
        boolean asked;
        try {
            AskableHosts.checked(url, List.of(setting.split(",")));
            asked = true;
        } catch (OcspFailed refused) {
            asked = false;
        }
        assertThat(asked).isEqualTo(allowed);
    }
}
