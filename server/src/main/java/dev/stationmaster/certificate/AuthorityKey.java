package dev.stationmaster.certificate;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A certificate of ours and its private key, which never leaves the server. */
record AuthorityKey(X509Certificate certificate, PrivateKey key) {
    @Override
    public String toString() {
        return "AuthorityKey[" + certificate.getSubjectX500Principal() + "]";
    }
}
