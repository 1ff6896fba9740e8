package dev.stationmaster.certificate;

import dev.stationmaster.settings.PlugAndChargeSettings;
import dev.stationmaster.settings.PlugAndChargeSettings.OcspNonce;
import dev.stationmaster.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks whether certificates were revoked: our own responder, what it was told before, or the responder that is named (RFC 6960). */
@Component
class Revocations {
    private static final int MOST_KEPT = 10_000;
    private static final int NONCE_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final OcspResponder own;
    private final TrustAnchors anchors;
    private final AskableHosts hosts;
    private final Outside outside;
    private final Settings settings;
    private final InstantSource clock;
    private final Map<Key, Kept> kept = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Kept> eldest) {
            return size() > MOST_KEPT;
        }
    };

    private record Key(OcspQuestion question, String url) {}

    private record Kept(OcspAnswer answer, Instant until) {}

    Revocations(
            OcspResponder own,
            TrustAnchors anchors,
            AskableHosts hosts,
            Outside outside,
            Settings settings,
            InstantSource clock) {
        this.own = own;
        this.anchors = anchors;
        this.hosts = hosts;
        this.outside = outside;
        this.settings = settings;
        this.clock = clock;
    }

    Duration patience() {
        return Duration.ofSeconds(settings.get(PlugAndChargeSettings.OCSP_SECONDS));
    }

    /**
     * @param url of the responder; certificates of our own authorities are answered here, whatever it says
     * @param known certificates among which the signer of the answer may be found
     * @throws OcspFailed when nobody answered, or not in a way that can be used
     */
    OcspAnswer ask(OcspQuestion question, String url, Collection<X509Certificate> known) {
        var ours = own.answer(question);
        if (ours.isPresent()) return ours.get();
        var key = new Key(question, url);
        OcspAnswer before = fresh(key);
        if (before != null) return before;
        URI uri = hosts.checked(url);
        byte[] nonce = settings.get(PlugAndChargeSettings.OCSP_NONCE) == OcspNonce.ON ? nonce() : null;
        byte[] der = outside.ask(uri, request(question, nonce), "application/ocsp-request", patience());
        OcspAnswer answer = OcspAnswer.read(der, question, nonce, known, anchors.certificates(), clock.instant());
        keep(key, answer);
        return answer;
    }

    private @Nullable OcspAnswer fresh(Key key) {
        if (settings.get(PlugAndChargeSettings.OCSP_CACHE_HOURS) == 0) return null;
        synchronized (kept) {
            Kept before = kept.get(key);
            return before != null && clock.instant().isBefore(before.until) ? before.answer : null;
        }
    }

    private void keep(Key key, OcspAnswer answer) {
        int hours = settings.get(PlugAndChargeSettings.OCSP_CACHE_HOURS);
        Instant next = answer.nextUpdate();
        if (hours == 0 || next == null) return;
        Instant most = clock.instant().plus(Duration.ofHours(hours));
        synchronized (kept) {
            kept.put(key, new Kept(answer, next.isBefore(most) ? next : most));
        }
    }

    /** The extension's value: an OCTET STRING of its own (RFC 9654). */
    private static byte[] nonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        RANDOM.nextBytes(bytes);
        try {
            return new DEROctetString(bytes).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("16 bytes", e);
        }
    }

    static byte[] request(OcspQuestion question, byte @Nullable [] nonce) {
        try {
            var builder = new OCSPReqBuilder().addRequest(question.id());
            if (nonce != null) {
                builder.setRequestExtensions(new Extensions(
                        new Extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, new DEROctetString(nonce))));
            }
            return builder.build().getEncoded();
        } catch (OCSPException | IOException e) {
            throw new IllegalStateException("a question of hashes", e);
        }
    }
}
