package dev.stationmaster.simulator.security;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The roots that a server installed, by kind, and the hashes by which they are listed and deleted. */
public final class InstalledRoots {
    private static final int MOST = 10;

    private final Map<String, List<X509Certificate>> byKind = new LinkedHashMap<>();

    /** As OCSP names a certificate. */
    public record Hash(String algorithm, String issuerName, String issuerKey, String serialNumber) {}

    /** A hash and the kind it is listed under. */
    public record Entry(String kind, Hash hash) {}

    /** @return whether it is installed: it is readable and there is room */
    public boolean install(String kind, String pem) {
        try {
            var certificate = ClientCertificate.chain(pem).getFirst();
            var all = byKind.computeIfAbsent(kind, _ -> new ArrayList<>());
            if (all.size() >= MOST) {
                return false;
            }
            if (!all.contains(certificate)) {
                all.add(certificate);
            }
            return true;
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    /** @param kinds empty for all @param algorithm SHA256, SHA384 or SHA512 */
    public List<Entry> list(List<String> kinds, String algorithm) {
        var found = new ArrayList<Entry>();
        byKind.forEach((kind, all) -> {
            if (kinds.isEmpty() || kinds.contains(kind)) {
                all.forEach(one -> found.add(new Entry(kind, hash(one, algorithm))));
            }
        });
        return found;
    }

    /** @return whether there was one of that hash, under whatever algorithm */
    public boolean delete(Hash wanted) {
        var removed = false;
        for (var all : byKind.values()) {
            removed |= all.removeIf(one -> hash(one, wanted.algorithm()).equals(wanted));
        }
        return removed;
    }

    public int size() {
        return byKind.values().stream().mapToInt(List::size).sum();
    }

    /** The root of one of these kinds that signed the last of the chain; null when there is none. */
    public @Nullable X509Certificate rootOf(List<X509Certificate> chain, List<String> kinds) {
        for (var kind : kinds) {
            for (var root : byKind.getOrDefault(kind, List.of())) {
                if (signed(chain.getLast(), root)) {
                    return root;
                }
            }
        }
        return null;
    }

    private static boolean signed(X509Certificate one, X509Certificate issuer) {
        try {
            one.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException no) {
            return false;
        }
    }

    /** Of a root: its issuer is itself. */
    private static Hash hash(X509Certificate root, String algorithm) {
        return hash(root, root, algorithm);
    }

    static Hash hash(X509Certificate certificate, X509Certificate issuer, String algorithm) {
        return new Hash(
                algorithm,
                hex(algorithm, issuer.getSubjectX500Principal().getEncoded()),
                hex(algorithm, Der.keyBits(issuer.getPublicKey().getEncoded())),
                certificate.getSerialNumber().toString(16));
    }

    private static String hex(String algorithm, byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance(algorithm.replace("SHA", "SHA-"));
            return HexFormat.of().formatHex(digest.digest(bytes));
        } catch (GeneralSecurityException unknown) {
            return "";
        }
    }
}
