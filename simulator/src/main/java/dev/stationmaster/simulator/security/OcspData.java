package dev.stationmaster.simulator.security;

import dev.stationmaster.simulator.wire.Json;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/** A certificate as OCPP asks about it. */
public final class OcspData {
    private static final String AUTHORITY_INFO_ACCESS = "1.3.6.1.5.5.7.1.1";
    private static final byte URI = (byte) 0x86;

    private OcspData() {}

    /** OCSPRequestDataType with SHA-256; null when the certificate names no responder. */
    public static @Nullable Json of(X509Certificate certificate, X509Certificate issuer) {
        var url = responder(certificate);
        if (url == null) {
            return null;
        }
        var hash = InstalledRoots.hash(certificate, issuer, "SHA256");
        return Json.object()
                .put("hashAlgorithm", "SHA256")
                .put("issuerNameHash", hash.issuerName())
                .put("issuerKeyHash", hash.issuerKey())
                .put("serialNumber", hash.serialNumber())
                .put("responderURL", url);
    }

    /** The first URI in the extension; as much as our own certificates need. */
    private static @Nullable String responder(X509Certificate certificate) {
        var der = certificate.getExtensionValue(AUTHORITY_INFO_ACCESS);
        for (int i = 0; der != null && i + 1 < der.length; i++) {
            var length = der[i + 1];
            if (der[i] == URI && length > 0 && i + 2 + length <= der.length) {
                var text = new String(der, i + 2, length, StandardCharsets.US_ASCII);
                if (text.startsWith("http")) {
                    return text;
                }
            }
        }
        return null;
    }
}
