package dev.stationmaster.certificate;

import dev.stationmaster.certificate.AuthorityKeys.Kind;
import dev.stationmaster.platform.web.ApiProblem;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What everybody may have of the built-in authorities, without a log-in: roots, revocation lists, and answers about single certificates. */
@RestController
@RequestMapping("/pki")
class PkiResource {
    private static final MediaType PEM = MediaType.parseMediaType("application/x-pem-file");
    private static final MediaType CRL = MediaType.parseMediaType("application/pkix-crl");
    private static final MediaType OCSP = MediaType.parseMediaType("application/ocsp-response");
    private static final int LONGEST_REQUEST = 8_192;
    private static final String ROOT = "-root";

    private final BuiltInAuthority authority;
    private final StationAuthorities authorities;
    private final OcspResponder responder;

    PkiResource(BuiltInAuthority authority, StationAuthorities authorities, OcspResponder responder) {
        this.authority = authority;
        this.authorities = authorities;
        this.responder = responder;
    }

    /** Both roots: the one for ECDSA and the one for RSA. */
    @GetMapping("/station-ca.pem")
    ResponseEntity<String> roots() {
        String pem = Pem.text(authority.roots());
        authorities.refresh();
        return ResponseEntity.ok().contentType(PEM).body(pem);
    }

    /** A root of the test authorities for Plug & Charge: v2g-root, mo-root or oem-root; without "-root", the issuing certificate below it. */
    @GetMapping("/{name}.pem")
    ResponseEntity<String> certificate(@PathVariable String name) {
        List<X509Certificate> chain = authority.chain(kind(name));
        return ResponseEntity.ok()
                .contentType(PEM)
                .body(Pem.text(List.of(name.endsWith(ROOT) ? chain.getFirst() : chain.getLast())));
    }

    /** What was issued with the ECDSA key and taken back, DER. */
    @GetMapping("/station-ca.crl")
    ResponseEntity<byte[]> revoked() {
        return revoked("ecdsa");
    }

    /** What was issued with the RSA key and taken back, DER. */
    @GetMapping("/station-ca-rsa.crl")
    ResponseEntity<byte[]> revokedRsa() {
        return revoked("rsa");
    }

    /** What an authority issued and took back, DER: ecdsa, rsa, v2g, cps, mo, oem; with "-root", what its root did. */
    @GetMapping("/{name}.crl")
    ResponseEntity<byte[]> revoked(@PathVariable String name) {
        byte[] der = authority.revocationList(kind(name), name.endsWith(ROOT), authorities.revoked());
        return ResponseEntity.ok().contentType(CRL).body(der);
    }

    /** OCSP over HTTP (RFC 6960 appendix A). */
    @PostMapping("/ocsp")
    ResponseEntity<byte[]> ocsp(@RequestBody byte[] request) {
        byte[] bounded = request.length > LONGEST_REQUEST ? new byte[0] : request;
        return ResponseEntity.ok().contentType(OCSP).body(responder.answer(bounded));
    }

    /** The same with the request in the path, Base64. */
    @GetMapping("/ocsp/{*request}")
    ResponseEntity<byte[]> ocspByGet(@PathVariable String request) {
        byte[] der;
        try {
            der = Base64.getDecoder().decode(request.substring(1).replace(' ', '+'));
        } catch (IllegalArgumentException e) {
            der = new byte[0];
        }
        return ResponseEntity.ok().contentType(OCSP).body(responder.answer(der));
    }

    private static Kind kind(String name) {
        String word = name.endsWith(ROOT) ? name.substring(0, name.length() - ROOT.length()) : name;
        return Stream.of(Kind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> ApiProblem.notFound("authority", name));
    }
}
