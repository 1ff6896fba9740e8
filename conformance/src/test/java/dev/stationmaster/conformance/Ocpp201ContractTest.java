package dev.stationmaster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.ContractPki;
import dev.stationmaster.conformance.harness.ContractPki.Party;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.OcaCase;
import dev.stationmaster.conformance.harness.Ocpp201;
import dev.stationmaster.conformance.harness.Operator;
import dev.stationmaster.conformance.harness.Pki;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** OCPP 2.0.1: contract certificates (C07), with a mobility operator and an OCSP responder of the laboratory's own. */
@ExtendWith(CsmsUnderTest.class)
class Ocpp201ContractTest {
    private static final AtomicInteger NUMBERS = new AtomicInteger(10_000_000);
    private static ContractPki pki;

    @BeforeAll
    static void open() {
        pki = new ContractPki();
    }

    @AfterAll
    static void close() {
        pki.close();
    }

    /** The responder is on this machine, which the server asks only when it was told to. */
    @BeforeEach
    void allow(Lab lab) {
        Operator.Answer set = lab.operator().send("PATCH", "/settings", "{\"ocspResponders\":\"127.0.0.1\"}");
        assertThat(set.status()).as("%s", set.body()).isEqualTo(200);
    }

    private static String newEmaid(Lab lab, String status) {
        String emaid = "DE8LABC" + NUMBERS.incrementAndGet();
        Operator.Answer made = lab.operator()
                .send(
                        "POST",
                        "/tokens",
                        "{\"idToken\":\"" + emaid + "\",\"type\":\"eMAID\",\"status\":\"" + status + "\"}");
        assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
        return emaid;
    }

    private static JsonNode byHashes(Lab.Play play, String emaid, Party contract) {
        return byHashes(pki, play, emaid, contract);
    }

    private static JsonNode byHashes(ContractPki pki, Lab.Play play, String emaid, Party contract) {
        return play.station().call("Authorize", """
                {"idToken":{"idToken":"%s","type":"eMAID"},"iso15118CertificateHashData":[%s,%s]}""".formatted(
                emaid, pki.hashData(contract, pki.sub(), "SHA256"), pki.hashData(pki.sub(), pki.root(), "SHA256")));
    }

    private static JsonNode byChain(Lab.Play play, String emaid, Party contract) {
        return play.station().call("Authorize", """
                {"idToken":{"idToken":"%s","type":"eMAID"},"certificate":%s}""".formatted(
                emaid,
                Pki.json(Pki.pem(contract.certificate()) + Pki.pem(pki.sub().certificate()))));
    }

    private static void assertVerdict(JsonNode answer, String certificateStatus, String idTokenStatus) {
        assertThat(answer.path("certificateStatus").asString("")).isEqualTo(certificateStatus);
        assertThat(Ocpp201.idTokenInfo(answer)).isEqualTo(idTokenStatus);
    }

    /** The cable is in already; the token starts the transaction, and energy flows. */
    private static void charges(Lab.Play play, String emaid) {
        var tx = Ocpp201.Tx.on(play.station());
        JsonNode answer = tx.event(
                "Started",
                "Authorized",
                ",\"chargingState\":\"EVConnected\"",
                Ocpp201.evse(1) + ",\"idToken\":{\"idToken\":\"" + emaid + "\",\"type\":\"eMAID\"}");
        assertThat(Ocpp201.idTokenInfo(answer)).isEqualTo("Accepted");
        tx.charging();
        assertThat(play.transaction().at("/idToken/idToken").asString()).isEqualTo(emaid);
        assertThat(play.transaction().get("state").asString()).isEqualTo("open");
    }

    @OcaCase("TC_C_50")
    void aContractThatTheStationValidatedAndItsResponderCallsGood(Lab lab) {
        String emaid = newEmaid(lab, "accepted");
        Party contract = pki.contract(emaid);
        try (var play = lab.booted201()) {
            Lab.status201(play.station(), 1, "Occupied");
            assertVerdict(byHashes(play, emaid, contract), "Accepted", "Accepted");
            assertThat(pki.asked(contract)).isEqualTo(1);
            assertThat(pki.asked(pki.sub())).isGreaterThan(0);
            charges(play, emaid);
        }
    }

    @OcaCase("TC_C_51")
    void aContractThatItsResponderCallsRevoked(Lab lab) {
        String emaid = newEmaid(lab, "accepted");
        Party contract = pki.contract(emaid);
        pki.revoke(contract);
        try (var play = lab.booted201()) {
            Lab.status201(play.station(), 1, "Occupied");
            assertVerdict(byHashes(play, emaid, contract), "CertificateRevoked", "Invalid");
            assertThat(pki.asked(contract)).isEqualTo(1);
        }
    }

    @OcaCase("TC_C_52")
    void aContractThatTheServerValidates(Lab lab) {
        String emaid = newEmaid(lab, "accepted");
        Party contract = pki.contract(emaid);
        trust(lab);
        try (var play = lab.booted201()) {
            Lab.status201(play.station(), 1, "Occupied");
            assertVerdict(byChain(play, emaid, contract), "Accepted", "Accepted");
            assertThat(pki.asked(contract)).isEqualTo(1);
            charges(play, emaid);
        }
    }

    private static void trust(Lab lab) {
        Operator.Answer trusted = lab.operator()
                .send(
                        "POST",
                        "/trust-anchors",
                        "{\"kind\":\"MO\",\"certificate\":"
                                + Pki.json(Pki.pem(pki.root().certificate())) + "}");
        assertThat(trusted.status()).as("%s", trusted.body()).isEqualTo(201);
    }

    @Test
    void whatTheServerCannotVerifyItDoesNotAccept(Lab lab) {
        trust(lab);
        String emaid = newEmaid(lab, "accepted");
        try (var play = lab.booted201();
                var stranger = new ContractPki()) {
            Instant yesterday = Instant.now().minus(Duration.ofDays(1));
            assertVerdict(byChain(play, emaid, pki.contract(emaid, yesterday)), "CertificateExpired", "Expired");
            assertVerdict(byChain(play, emaid, pki.forged(emaid)), "SignatureError", "Invalid");
            assertVerdict(byChain(play, emaid, pki.contract("DE8LABC00000000")), "CertChainError", "Invalid");
            assertVerdict(
                    play.station().call("Authorize", """
                            {"idToken":{"idToken":"%s","type":"eMAID"},"certificate":%s}""".formatted(
                            emaid, Pki.json(Pki.pem(stranger.contract(emaid).certificate())))),
                    "CertChainError",
                    "Invalid");
            Party revoked = pki.contract(emaid);
            pki.revoke(revoked);
            assertVerdict(byChain(play, emaid, revoked), "CertificateRevoked", "Invalid");
            stranger.letSomebodyElseAnswer();
            assertVerdict(byHashes(stranger, play, emaid, stranger.contract(emaid)), "CertChainError", "Invalid");
            stranger.fallSilent();
            assertVerdict(byHashes(stranger, play, emaid, stranger.contract(emaid)), "CertChainError", "Invalid");
        }
    }

    @Test
    void aContractEndsWithItsToken(Lab lab) {
        trust(lab);
        try (var play = lab.booted201()) {
            String blocked = newEmaid(lab, "blocked");
            assertVerdict(byHashes(play, blocked, pki.contract(blocked)), "ContractCancelled", "Blocked");
            String nobody = "DE8LABC99999999";
            assertVerdict(byChain(play, nobody, pki.contract(nobody)), "ContractCancelled", "Unknown");
        }
    }
}
