package dev.stationmaster.certificate;

import dev.stationmaster.certificate.AuthorityKeys.Kind;
import dev.stationmaster.file.FileLocations;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.springframework.stereotype.Component;

/** Where others ask about certificates of the built-in authorities. The addresses stand in the certificates and do not change any more. */
@Component
class Endpoints {
    static final String OCSP = "/pki/ocsp";

    private final FileLocations web;

    Endpoints(FileLocations web) {
        this.web = web;
    }

    String ocsp() {
        return web.base() + OCSP;
    }

    /** Names responder and revocation list (RFC 5280 §4.2.2.1, §4.2.1.13). @param byRoot whether the root issues it */
    void name(X509v3CertificateBuilder builder, Kind kind, boolean byRoot) throws CertIOException {
        String list = web.base() + "/pki/" + (byRoot ? kind.top().word() + "-root" : kind.word()) + ".crl";
        var point = new DistributionPoint(
                new DistributionPointName(
                        new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, list))),
                null,
                null);
        builder.addExtension(
                        Extension.authorityInfoAccess,
                        false,
                        new AuthorityInformationAccess(
                                AccessDescription.id_ad_ocsp,
                                new GeneralName(GeneralName.uniformResourceIdentifier, ocsp())))
                .addExtension(
                        Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {point}));
    }
}
