package dev.stationmaster.certificate;

import dev.stationmaster.certificate.AuthorityKeys.Kind;
import dev.stationmaster.platform.web.ApiProblem;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What the maker of a car does, for trying out Plug & Charge: the provisioning certificate by which a car gets its contract. */
@RestController
@RequestMapping("/api/v1/contract-pool/cars")
class CarResource {
    private static final int LONGEST_PCID = 40;
    private static final int USUAL_DAYS = 3_650;
    private static final int MOST_DAYS = 7_300;

    private final BuiltInAuthority authority;

    CarResource(BuiltInAuthority authority) {
        this.authority = authority;
    }

    /**
     * @param pcid the car's provisioning id, 1 to 40 characters
     * @param csr PKCS#10 in PEM with the car's key; of it only the key is taken
     * @param days how long it is valid, 1 to 7300, default 3650; never longer than the maker's authority
     */
    record Form(
            @Nullable String pcid,
            @Nullable String csr,
            @Nullable Integer days) {}

    /** @param chain PEM, the car's own first, without the root */
    record CarView(String pcid, String serialNumber, Instant notBefore, Instant notAfter, String chain) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    CarView provision(@RequestBody Form form) {
        String pcid = form.pcid();
        if (pcid == null || pcid.isBlank() || pcid.length() > LONGEST_PCID) {
            throw ApiProblem.invalid("pcid", "1..40", "pcid is a PCID of 1 to 40 characters.");
        }
        if (form.csr() == null) throw ApiProblem.invalid("csr", "required", "csr is needed.");
        int days = form.days() == null ? USUAL_DAYS : form.days();
        if (days < 1 || days > MOST_DAYS) throw ApiProblem.invalid("days", "1..7300", "days is 1 to 7300.");
        var key = SubjectPublicKeyInfo.getInstance(
                ContractResource.key(form.csr()).getEncoded());
        List<X509Certificate> chain = authority.issue(Kind.OEM, pcid, key, Duration.ofDays(days));
        X509Certificate own = chain.getFirst();
        return new CarView(
                pcid,
                Pem.serial(own),
                own.getNotBefore().toInstant(),
                own.getNotAfter().toInstant(),
                Pem.text(chain));
    }
}
