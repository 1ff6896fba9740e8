package dev.stationmaster.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.authorization.Verdict;
import dev.stationmaster.authorization.Verdict.Status;
import dev.stationmaster.certificate.ContractVerdict.Finding;
import dev.stationmaster.certificate.ContractVerdict.Found;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractVerdictTest {
    @ParameterizedTest
    @CsvSource({
        "VALID, ACCEPTED, Accepted, ACCEPTED",
        "VALID, CONCURRENT, Accepted, CONCURRENT",
        "VALID, NO_CREDIT, Accepted, NO_CREDIT",
        "VALID, WRONG_TIME, Accepted, WRONG_TIME",
        "VALID, BLOCKED, ContractCancelled, BLOCKED",
        "VALID, EXPIRED, ContractCancelled, EXPIRED",
        "VALID, INVALID, ContractCancelled, INVALID",
        "VALID, UNKNOWN, ContractCancelled, UNKNOWN",
        "EXPIRED, ACCEPTED, CertificateExpired, EXPIRED",
        "REVOKED, ACCEPTED, CertificateRevoked, INVALID",
        "FORGED, ACCEPTED, SignatureError, INVALID",
        "UNVERIFIED, ACCEPTED, CertChainError, INVALID",
        "UNVERIFIED, BLOCKED, CertChainError, INVALID",
    })
    void certificateAndTokenMakeTheAnswer(Finding finding, Status token, String certificateStatus, Status answer) {
        var verdict = ContractVerdict.of(new Found(finding, "why"), new Verdict(token, null, null, "rule"));
        assertThat(verdict.certificateStatus()).isEqualTo(certificateStatus);
        assertThat(verdict.token().status()).isEqualTo(answer);
    }

    @Test
    void hyphensCaseAndCheckDigitMakeNoDifference() {
        assertThat(ContractChain.sameContract("DE-8AA-C12345678-X", "de8aac12345678x"))
                .isTrue();
        assertThat(ContractChain.sameContract("DE8AAC12345678", "DE8AAC12345678X"))
                .isTrue();
        assertThat(ContractChain.sameContract("DE8AAC12345678", "DE8AAC12345679"))
                .isFalse();
        assertThat(ContractChain.sameContract("DE8AAC1234567", "DE8AAC12345678"))
                .isFalse();
        assertThat(ContractChain.sameContract("DE8AAC12345678X", "DE8AAC12345678Y"))
                .isFalse();
    }
}
