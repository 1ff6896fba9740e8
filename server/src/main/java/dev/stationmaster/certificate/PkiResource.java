package dev.stationmaster.certificate;

import dev.stationmaster.certificate.AuthorityKeys.Kind;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What everybody may have of the built-in authority, without a log-in: roots and revocation lists. */
@RestController
@RequestMapping("/pki")
class PkiResource {
    private static final MediaType PEM = MediaType.parseMediaType("application/x-pem-file");
    private static final MediaType CRL = MediaType.parseMediaType("application/pkix-crl");

    private final BuiltInAuthority authority;
    private final StationAuthorities authorities;

    PkiResource(BuiltInAuthority authority, StationAuthorities authorities) {
        this.authority = authority;
        this.authorities = authorities;
    }

    /** Both roots: the one for ECDSA and the one for RSA. */
    @GetMapping("/station-ca.pem")
    ResponseEntity<String> roots() {
        String pem = Pem.text(authority.roots());
        authorities.refresh();
        return ResponseEntity.ok().contentType(PEM).body(pem);
    }

    /** A root for trying out Plug & Charge. */
    @GetMapping("/v2g-root.pem")
    ResponseEntity<String> v2gRoot() {
        return ResponseEntity.ok().contentType(PEM).body(Pem.text(List.of(authority.v2gRoot())));
    }

    /** What was issued with the ECDSA key and taken back, DER. */
    @GetMapping("/station-ca.crl")
    ResponseEntity<byte[]> revoked() {
        return list(Kind.ECDSA);
    }

    /** What was issued with the RSA key and taken back, DER. */
    @GetMapping("/station-ca-rsa.crl")
    ResponseEntity<byte[]> revokedRsa() {
        return list(Kind.RSA);
    }

    private ResponseEntity<byte[]> list(Kind kind) {
        byte[] der = authority.revocationList(kind, authorities.revoked());
        return ResponseEntity.ok().contentType(CRL).body(der);
    }
}
