package dev.stationmaster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CallFromCsms;
import dev.stationmaster.conformance.harness.Csms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.OcaCase;
import dev.stationmaster.conformance.harness.Pki;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** OCPP 2.0.1 block M: certificates that stations have installed. */
@ExtendWith(CsmsUnderTest.class)
class Ocpp201InstalledCertificateTest {
    private static final String CHAIN = """
            {"certificateType":"%s","certificateHashData":{"hashAlgorithm":"%s","issuerNameHash":"AbCd01","issuerKeyHash":"eF02","serialNumber":"7B"}%s}""";

    @OcaCase("TC_M_01")
    void aCsmsRootIsInstalled(Csms csms, Lab lab) {
        installed(lab, "CSMSRootCertificate");
    }

    @OcaCase("TC_M_02")
    void aManufacturerRootIsInstalled(Csms csms, Lab lab) {
        installed(lab, "ManufacturerRootCertificate");
    }

    @OcaCase("TC_M_03")
    void aV2gRootIsInstalled(Csms csms, Lab lab) {
        installed(lab, "V2GRootCertificate");
    }

    @OcaCase("TC_M_04")
    void anMoRootIsInstalled(Csms csms, Lab lab) {
        installed(lab, "MORootCertificate");
    }

    @OcaCase("TC_M_05")
    void aCertificateThatCannotBeInstalled(Csms csms, Lab lab) {
        try (var play = lab.booted201()) {
            install(play, "CSMSRootCertificate", "Failed");
            assertThat(play.shown("/certificates").get("items").size()).isZero();
        }
    }

    private static void installed(Lab lab, String type) {
        try (var play = lab.booted201()) {
            install(play, type, "Accepted");
            JsonNode items = play.shown("/certificates").get("items");
            assertThat(items.size()).isEqualTo(1);
            assertThat(items.get(0).get("certificateType").asString()).isEqualTo(type);
            assertThat(items.get(0).get("subject").asString()).isEqualTo("CN=Root to install");
        }
    }

    private static void install(Lab.Play play, String type, String answer) {
        String pem = Pki.Authority.named("CN=Root to install").pem();
        var asked = play.command("{\"type\":\"InstallCertificate\",\"certificateType\":\"" + type
                + "\",\"certificate\":" + Pki.json(pem) + "}");
        CallFromCsms install = play.station().expect("InstallCertificate");
        assertThat(install.payload().get("certificateType").asString()).isEqualTo(type);
        assertThat(install.payload().get("certificate").asString()).isEqualTo(pem);
        install.answer("{\"status\":\"" + answer + "\"}");
        assertThat(asked.status()).isEqualTo(answer);
    }

    @OcaCase("TC_M_12")
    void rootsAreShownWithTheAlgorithmOfTheStation(Csms csms, Lab lab) {
        try (var play = lab.booted201()) {
            for (String algorithm : List.of("SHA256", "SHA384", "SHA512")) {
                list(play, "[\"CSMSRootCertificate\"]", CHAIN.formatted("CSMSRootCertificate", algorithm, ""));
                JsonNode items = play.shown("/certificates").get("items");
                assertThat(items.size()).isEqualTo(1);
                assertThat(items.get(0)
                                .get("certificateHashData")
                                .get("hashAlgorithm")
                                .asString())
                        .isEqualTo(algorithm);
            }
        }
    }

    @OcaCase("TC_M_13")
    void manufacturerRootsAreListed(Csms csms, Lab lab) {
        listed(lab, "ManufacturerRootCertificate");
    }

    @OcaCase("TC_M_14")
    void v2gRootsAreListed(Csms csms, Lab lab) {
        listed(lab, "V2GRootCertificate");
    }

    @OcaCase("TC_M_16")
    void moRootsAreListed(Csms csms, Lab lab) {
        listed(lab, "MORootCertificate");
    }

    private static void listed(Lab lab, String type) {
        try (var play = lab.booted201()) {
            list(play, "[\"" + type + "\"]", CHAIN.formatted(type, "SHA256", ""));
            JsonNode one = play.shown("/certificates").get("items").get(0);
            assertThat(one.get("certificateType").asString()).isEqualTo(type);
            assertThat(one.get("certificateHashData").get("issuerNameHash").asString())
                    .isEqualTo("AbCd01");
        }
    }

    @OcaCase("TC_M_15")
    void aV2gChainIsListedWithItsSubAuthorities(Csms csms, Lab lab) {
        try (var play = lab.booted201()) {
            list(play, "[\"V2GCertificateChain\"]", CHAIN.formatted("V2GCertificateChain", "SHA256", """
                    ,"childCertificateHashData":[{"hashAlgorithm":"SHA256","issuerNameHash":"11","issuerKeyHash":"22","serialNumber":"33"}]"""));
            JsonNode one = play.shown("/certificates").get("items").get(0);
            assertThat(one.get("childCertificateHashData")
                            .get(0)
                            .get("serialNumber")
                            .asString())
                    .isEqualTo("33");
        }
    }

    @OcaCase("TC_M_17")
    void twoKindsAreListedAtOnce(Csms csms, Lab lab) {
        try (var play = lab.booted201()) {
            list(
                    play,
                    "[\"CSMSRootCertificate\",\"ManufacturerRootCertificate\"]",
                    CHAIN.formatted("CSMSRootCertificate", "SHA256", "") + ","
                            + CHAIN.formatted("ManufacturerRootCertificate", "SHA256", ""));
            assertThat(play.shown("/certificates").get("items").size()).isEqualTo(2);
        }
    }

    @OcaCase("TC_M_18")
    void allKindsAreListed(Csms csms, Lab lab) {
        try (var play = lab.booted201()) {
            list(
                    play,
                    null,
                    CHAIN.formatted("CSMSRootCertificate", "SHA256", "") + ","
                            + CHAIN.formatted("MORootCertificate", "SHA512", ""));
            assertThat(play.shown("/certificates").get("items").size()).isEqualTo(2);
        }
    }

    @OcaCase("TC_M_19")
    void nothingIsFound(Csms csms, Lab lab) {
        try (var play = lab.booted201()) {
            var asked = play.command(
                    "{\"type\":\"GetInstalledCertificateIds\",\"certificateType\":[\"ManufacturerRootCertificate\"]}");
            play.station().expect("GetInstalledCertificateIds").answer("{\"status\":\"NotFound\"}");
            JsonNode outcome = asked.result();
            assertThat(outcome.get("state").asString()).isEqualTo("answered");
            assertThat(outcome.get("status").asString()).isEqualTo("NotFound");
            assertThat(play.shown("/certificates").get("items").size()).isZero();
        }
    }

    /** @param types as JSON; null leaves them out */
    private static void list(Lab.Play play, @org.jspecify.annotations.Nullable String types, String chains) {
        String field = types == null ? "" : ",\"certificateType\":" + types;
        var asked = play.command("{\"type\":\"GetInstalledCertificateIds\"" + field + "}");
        CallFromCsms list = play.station().expect("GetInstalledCertificateIds");
        assertThat(list.payload().toString()).isEqualTo(types == null ? "{}" : "{\"certificateType\":" + types + "}");
        list.answer("{\"status\":\"Accepted\",\"certificateHashDataChain\":[" + chains + "]}");
        assertThat(asked.status()).isEqualTo("Accepted");
    }

    @OcaCase("TC_M_20")
    void aCertificateIsDeletedByTheHashTheStationGave(Csms csms, Lab lab) {
        for (String algorithm : List.of("SHA256", "SHA384", "SHA512")) {
            try (var play = lab.booted201()) {
                delete(play, algorithm, "Accepted");
                assertThat(play.shown("/certificates").get("items").size()).isZero();
            }
        }
    }

    @OcaCase("TC_M_21")
    void aCertificateThatCannotBeDeletedStaysListed(Csms csms, Lab lab) {
        try (var play = lab.booted201()) {
            delete(play, "SHA256", "Failed");
            assertThat(play.shown("/certificates").get("items").size()).isEqualTo(1);
        }
    }

    /** A root that the station took, and does not list any more. */
    @Test
    void whatAStationLostIsMissing(Lab lab) {
        var root = Pki.Authority.named("CN=Lab root that gets lost");
        try (var play = lab.booted201()) {
            var asked = play.command(
                    "{\"type\":\"InstallCertificate\",\"certificateType\":\"MORootCertificate\",\"certificate\":"
                            + Pki.json(root.pem()) + "}");
            play.station().expect("InstallCertificate").answer("{\"status\":\"Accepted\"}");
            assertThat(asked.status()).isEqualTo("Accepted");
            String other = "\"issuerNameHash\":\"AbCd01\",\"issuerKeyHash\":\"eF02\",\"serialNumber\":\"7B\"";
            listed(lab, play, hashOf(root), false);
            listed(lab, play, other, true);
            listed(lab, play, hashOf(root), false);
        }
    }

    private static void listed(Lab lab, Lab.Play play, String hash, boolean missing) {
        list(play, "[\"MORootCertificate\"]", """
                {"certificateType":"MORootCertificate","certificateHashData":{"hashAlgorithm":"SHA256",%s}}""".formatted(hash));
        lab.operator()
                .await(
                        "/stations/" + play.identity() + "/certificates",
                        shown -> shown.at("/ordered/0").hasNonNull("missingSince") == missing
                                && shown.at("/ordered/0/subject").asString("").contains("gets lost"));
    }

    private static String hashOf(Pki.Authority root) {
        try {
            byte[] name = MessageDigest.getInstance("SHA-256")
                    .digest(root.certificate().getIssuerX500Principal().getEncoded());
            return "\"issuerNameHash\":\"%s\",\"issuerKeyHash\":\"00\",\"serialNumber\":\"%s\""
                    .formatted(
                            HexFormat.of().formatHex(name),
                            root.certificate().getSerialNumber().toString(16));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void delete(Lab.Play play, String algorithm, String answer) {
        install(play, "CSMSRootCertificate", "Accepted");
        list(play, "[\"CSMSRootCertificate\"]", CHAIN.formatted("CSMSRootCertificate", algorithm, ""));
        JsonNode hash = play.shown("/certificates").get("items").get(0).get("certificateHashData");
        var asked = play.command("{\"type\":\"DeleteCertificate\",\"certificateHashData\":" + hash + "}");
        CallFromCsms delete = play.station().expect("DeleteCertificate");
        assertThat(delete.payload().get("certificateHashData").toString()).isEqualTo("""
                {"hashAlgorithm":"%s","issuerNameHash":"AbCd01","issuerKeyHash":"eF02","serialNumber":"7B"}""".formatted(algorithm));
        delete.answer("{\"status\":\"" + answer + "\"}");
        assertThat(asked.status()).isEqualTo(answer);
    }
}
