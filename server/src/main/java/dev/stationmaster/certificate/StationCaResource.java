package dev.stationmaster.certificate;

import dev.stationmaster.platform.web.ApiProblem;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The authorities under which client certificates of stations may stand, beside our own. */
@RestController
@RequestMapping("/api/v1/station-cas")
class StationCaResource {
    private static final int LONGEST_NAME = 100;

    private final StationAuthorities authorities;

    StationCaResource(StationAuthorities authorities) {
        this.authorities = authorities;
    }

    /** @param certificate PEM; with several certificates each becomes one authority */
    record Form(@Nullable String name, @Nullable String certificate) {}

    record View(
            UUID id,
            String name,
            String subject,
            String fingerprint,
            Instant notBefore,
            Instant notAfter,
            Instant createdAt,
            String createdBy,
            String certificate) {
        static View of(StationCa ca) {
            X509Certificate certificate = ca.certificate();
            return new View(
                    ca.id(),
                    ca.name(),
                    certificate.getSubjectX500Principal().getName(),
                    Pem.fingerprint(certificate),
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant(),
                    ca.createdAt(),
                    ca.createdBy(),
                    Pem.text(List.of(certificate)));
        }
    }

    /** They are few, so there are no pages. */
    record All(List<View> items) {}

    @GetMapping
    All all() {
        return new All(authorities.others().stream().map(View::of).toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    All add(@RequestBody Form form, Principal operator) {
        if (form.certificate() == null) throw ApiProblem.invalid("certificate", "required", "certificate is needed.");
        List<X509Certificate> certificates = certificates(form.certificate());
        for (X509Certificate one : certificates) {
            if (one.getBasicConstraints() < 0)
                throw ApiProblem.invalid(
                        "certificate",
                        "authority",
                        "certificate holds one that may not issue others (basicConstraints).");
        }
        String given = form.name();
        String name = given == null || given.isBlank()
                ? certificates.getFirst().getSubjectX500Principal().getName()
                : given;
        return new All(
                authorities
                        .add(name.substring(0, Math.min(name.length(), LONGEST_NAME)), certificates, operator.getName())
                        .stream()
                        .map(View::of)
                        .toList());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id) {
        if (!authorities.remove(id)) throw ApiProblem.notFound("station-ca", id.toString());
    }

    static List<X509Certificate> certificates(String pem) {
        try {
            return Pem.certificates(pem);
        } catch (IllegalArgumentException e) {
            throw ApiProblem.invalid("certificate", "pem", "certificate " + e.getMessage() + ".");
        }
    }
}
