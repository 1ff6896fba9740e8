package dev.stationmaster.certificate;

import dev.stationmaster.certificate.CertificateAuthority.AuthorityUnavailable;
import dev.stationmaster.platform.outbound.OutboundHttp;
import dev.stationmaster.settings.AuthoritySettings;
import dev.stationmaster.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * An authority elsewhere. A refusal of the request (4xx) ends it; whatever else goes wrong is tried again later.
 *
 * @see "RFC 7030 §4.2"
 */
@Component
class OutsideAuthority {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
    private static final String PASSWORD = "stationmaster.certificate-authority-password";
    private static final int LONGEST_REASON = 200;

    private final Settings settings;
    private final @Nullable String password;

    OutsideAuthority(Settings settings, Environment environment) {
        this.settings = settings;
        this.password = environment.getProperty(PASSWORD);
    }

    /** @param renewal the authority knows the station already (simplereenroll) */
    List<X509Certificate> byEst(CertificateRequest request, boolean renewal) {
        String operation = renewal ? "simplereenroll" : "simpleenroll";
        byte[] body = Base64.getMimeEncoder().encode(der(request));
        var answer = send(HttpRequest.newBuilder(address("/" + operation))
                .header("Content-Type", "application/pkcs10")
                .header("Content-Transfer-Encoding", "base64")
                .header("Accept", "application/pkcs7-mime")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
        try {
            var signed = new CMSSignedData(Base64.getMimeDecoder().decode(answer));
            List<X509Certificate> all = new ArrayList<>();
            for (X509CertificateHolder holder : signed.getCertificates().getMatches(null))
                all.add(Pem.certificate(holder.getEncoded()));
            return chain(request, all);
        } catch (CMSException | IOException | IllegalArgumentException e) {
            throw new AuthorityUnavailable(
                    "the certificate authority's answer holds no certificates (RFC 7030 §4.2.3)", e);
        }
    }

    /** A POST of {@code {"csr", "commonName", "lifetimeDays", "renewal"}}; the answer is the chain in PEM. */
    List<X509Certificate> byHttp(CertificateRequest request, Duration lifetime, boolean renewal) {
        Map<String, Object> asked = Map.of(
                "csr", Pem.text((Object) request.request()),
                "commonName", String.valueOf(request.commonName()),
                "lifetimeDays", lifetime.toDays(),
                "renewal", renewal);
        byte[] answer = send(HttpRequest.newBuilder(address(""))
                .header("Content-Type", "application/json")
                .header("Accept", "application/pem-certificate-chain")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(asked))));
        try {
            return chain(request, Pem.certificates(new String(answer, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            throw new AuthorityUnavailable("the certificate authority's answer holds no certificate in PEM", e);
        }
    }

    private static byte[] der(CertificateRequest request) {
        try {
            return request.request().getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("a request that was read cannot be written", e);
        }
    }

    private URI address(String operation) {
        String base = settings.get(AuthoritySettings.CERTIFICATE_AUTHORITY_URL);
        if (base.isEmpty())
            throw new AuthorityUnavailable("the setting certificateAuthorityUrl names no authority", new IOException());
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + operation);
    }

    private byte[] send(HttpRequest.Builder request) {
        String user = settings.get(AuthoritySettings.CERTIFICATE_AUTHORITY_USER);
        if (!user.isEmpty() && password != null) {
            byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
        }
        try (HttpClient http = OutboundHttp.client(trust())) {
            var response = http.send(request.timeout(ANSWER_WITHIN).build(), HttpResponse.BodyHandlers.ofByteArray());
            int status = response.statusCode();
            if (status == 200 || status == 201) return response.body();
            String said = words(response.body());
            if (status == 400 || status == 409 || status == 422)
                throw new CsrRefused("the certificate authority refused it: " + status + said);
            throw new AuthorityUnavailable("the certificate authority answered " + status + said, new IOException());
        } catch (IOException e) {
            throw new AuthorityUnavailable("the certificate authority cannot be reached: " + e.getMessage(), e);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new AuthorityUnavailable("stopping", stopping);
        }
    }

    private static String words(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8)
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
        return text.isEmpty() ? "" : ": " + text.substring(0, Math.min(LONGEST_REASON, text.length()));
    }

    private @Nullable SSLContext trust() {
        String file = settings.get(AuthoritySettings.CERTIFICATE_AUTHORITY_TRUST);
        if (file.isEmpty()) return null;
        try {
            KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
            roots.load(null, null);
            for (X509Certificate one : Pem.certificates(Files.readString(Path.of(file))))
                roots.setCertificateEntry(Pem.fingerprint(one), one);
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(roots);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            String why = e instanceof InvalidPathException ? "is no path" : String.valueOf(e.getMessage());
            throw new AuthorityUnavailable("certificateAuthorityTrust cannot be used: " + why, e);
        }
    }

    /** The station's own first, then each issuer of the one before; roots stay out. */
    private static List<X509Certificate> chain(CertificateRequest request, List<X509Certificate> all) {
        X509Certificate own = all.stream()
                .filter(one -> one.getPublicKey().equals(request.key()))
                .findFirst()
                .orElseThrow(() -> new AuthorityUnavailable(
                        "the certificate authority answered with the certificate of another key", new IOException()));
        List<X509Certificate> chain = new ArrayList<>(List.of(own));
        for (X509Certificate next = own; next != null; ) {
            X509Certificate last = next;
            next = all.stream()
                    .filter(one -> one.getSubjectX500Principal().equals(last.getIssuerX500Principal())
                            && !one.getIssuerX500Principal().equals(one.getSubjectX500Principal())
                            && !chain.contains(one))
                    .findFirst()
                    .orElse(null);
            if (next != null) chain.add(next);
        }
        return List.copyOf(chain);
    }
}
