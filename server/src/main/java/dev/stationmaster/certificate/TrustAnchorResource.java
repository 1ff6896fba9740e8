package dev.stationmaster.certificate;

import dev.stationmaster.certificate.TrustAnchor.Kind;
import dev.stationmaster.platform.web.ApiProblem;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
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

/** The roots of mobility operators, V2G and car makers that are trusted in Plug & Charge. */
@RestController
@RequestMapping("/api/v1/trust-anchors")
class TrustAnchorResource {
    private static final int LONGEST_NAME = 100;

    private final TrustAnchors anchors;

    TrustAnchorResource(TrustAnchors anchors) {
        this.anchors = anchors;
    }

    /**
     * @param kind V2G, MO, OEM or OCSP
     * @param certificate PEM; with several certificates each becomes one anchor
     */
    record Form(
            @Nullable String kind,
            @Nullable String name,
            @Nullable String certificate) {}

    record View(
            UUID id,
            String kind,
            String name,
            String subject,
            String fingerprint,
            Instant notBefore,
            Instant notAfter,
            Instant createdAt,
            String createdBy,
            String certificate) {
        static View of(TrustAnchor anchor) {
            X509Certificate certificate = anchor.certificate();
            return new View(
                    anchor.id(),
                    anchor.kind().name(),
                    anchor.name(),
                    certificate.getSubjectX500Principal().getName(),
                    Pem.fingerprint(certificate),
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant(),
                    anchor.createdAt(),
                    anchor.createdBy(),
                    Pem.text(List.of(certificate)));
        }
    }

    /** They are few, so there are no pages. */
    record All(List<View> items) {}

    @GetMapping
    All all() {
        return new All(anchors.entered().stream().map(View::of).toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    All add(@RequestBody Form form, Principal operator) {
        Kind kind = kind(form.kind());
        if (form.certificate() == null) throw ApiProblem.invalid("certificate", "required", "certificate is needed.");
        List<X509Certificate> certificates = StationCaResource.certificates(form.certificate());
        for (X509Certificate one : certificates) {
            if (kind != Kind.OCSP && one.getBasicConstraints() < 0)
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
                anchors
                        .add(
                                kind,
                                name.substring(0, Math.min(name.length(), LONGEST_NAME)),
                                certificates,
                                operator.getName())
                        .stream()
                        .map(View::of)
                        .toList());
    }

    private static Kind kind(@Nullable String word) {
        return Stream.of(Kind.values())
                .filter(kind -> word != null && kind.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> ApiProblem.invalid("kind", "enum", "kind is V2G, MO, OEM or OCSP."));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id) {
        if (!anchors.remove(id)) throw ApiProblem.notFound("trust-anchor", id.toString());
    }
}
