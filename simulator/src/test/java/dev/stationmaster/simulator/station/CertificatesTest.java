package dev.stationmaster.simulator.station;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.simulator.Scene;
import dev.stationmaster.simulator.security.InstalledRoots;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificatesTest {
    /** Self-signed, of nobody. */
    private static final String ROOT = """
            -----BEGIN CERTIFICATE-----
            MIIBiTCCAS+gAwIBAgIUCxP3OZh9c+ckn6es6abplAbHCIcwCgYIKoZIzj0EAwIw
            GTEXMBUGA1UEAwwOUm9vdCBvZiBub2JvZHkwIBcNMjYxMTIwMTExODQ5WhgPMjA4
            MTA4MjMxMTE4NDlaMBkxFzAVBgNVBAMMDlJvb3Qgb2Ygbm9ib2R5MFkwEwYHKoZI
            zj0CAQYIKoZIzj0DAQcDQgAEwg7GEtHTK4Rpj9zh5zgc/A4TtX7KPsgqznFQnksx
            G6DmN7sJDawiWiiILVpEac4UcFWemcIyyqPPONYHSmC0UKNTMFEwHQYDVR0OBBYE
            FCvWXEEco7e8r4lVyCKNWK+THWidMB8GA1UdIwQYMBaAFCvWXEEco7e8r4lVyCKN
            WK+THWidMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIhAPnvFMK6
            YRooq0N6UDbMxWoV+2Ve5qw3X2Axi2GfRUPdAiAOB2la0Fvwj8UY2K++Am0J/52m
            hIcNoQsAce5gkr13JA==
            -----END CERTIFICATE-----
            """;

    @Test
    void aRequestIsSignedByItsOwnKeyAndFitsTheSchemas() {
        for (var version : Version.values()) {
            try (var scene = new Scene(version)) {
                scene.csms.answer("SignCertificate", _ -> "{\"status\":\"Accepted\"}");
                scene.csms.answer("SecurityEventNotification", _ -> "{}");
                scene.running();
                var trigger = version == Version.OCPP16
                        ? scene.csms.askStatus(
                                "ExtendedTriggerMessage", "{\"requestedMessage\":\"SignChargePointCertificate\"}")
                        : scene.csms.askStatus(
                                "TriggerMessage", "{\"requestedMessage\":\"SignChargingStationCertificate\"}");
                assertThat(trigger).isEqualTo("Accepted");
                var asked = scene.csms.await("SignCertificate", 1);
                assertThat(asked.path("csr").asString()).startsWith("-----BEGIN CERTIFICATE REQUEST-----");
                assertThat(asked.has("certificateType")).isEqualTo(version != Version.OCPP16);
                assertThat(asked.has("requestId")).isEqualTo(version == Version.OCPP21);
                assertThat(scene.csms.askStatus(
                                "CertificateSigned", "{\"certificateChain\":\"-----BEGIN CERTIFICATE-----\"}"))
                        .isEqualTo("Rejected");
                assertThat(scene.csms
                                .await("SecurityEventNotification", 1)
                                .path("type")
                                .asString())
                        .startsWith("InvalidCharg");
            }
        }
    }

    @Test
    void whatIsInstalledIsListedAndDeletedByItsHash() {
        try (var scene = new Scene(Version.OCPP201)) {
            scene.running();
            assertThat(scene.csms.askStatus(
                            "InstallCertificate",
                            "{\"certificateType\":\"CSMSRootCertificate\",\"certificate\":\"nonsense\"}"))
                    .isEqualTo("Rejected");
            assertThat(scene.csms.askStatus("GetInstalledCertificateIds", "{}")).isEqualTo("NotFound");
            assertThat(
                            scene.csms.askStatus(
                                    "DeleteCertificate",
                                    "{\"certificateHashData\":{\"hashAlgorithm\":\"SHA256\",\"issuerNameHash\":\"1\",\"issuerKeyHash\":\"2\",\"serialNumber\":\"3\"}}"))
                    .isEqualTo("NotFound");
        }
    }

    @Test
    void eachAlgorithmGivesAnotherHashOfTheSameRoot() {
        var roots = new InstalledRoots();
        assertThat(roots.install("CSMSRootCertificate", ROOT)).isTrue();
        var short256 = roots.list(List.of(), "SHA256").getFirst().hash();
        var long512 =
                roots.list(List.of("CSMSRootCertificate"), "SHA512").getFirst().hash();
        assertThat(short256.issuerName()).hasSize(64);
        assertThat(long512.issuerKey()).hasSize(128);
        assertThat(roots.list(List.of("MORootCertificate"), "SHA256")).isEmpty();
        assertThat(roots.delete(long512)).isTrue();
        assertThat(roots.size()).isZero();
    }
}
