package dev.stationmaster.settings;

import java.util.List;

/** The settings of an outside certificate authority. Its password comes from the environment alone. */
public final class AuthoritySettings {
    /** Who signs the certificates of stations. */
    public enum Signer {
        /** The authority that comes with the server. */
        BUILT_IN,
        /** Another one, by Enrollment over Secure Transport (RFC 7030). */
        EST,
        /** Another one, by a plain HTTP request. */
        HTTP
    }

    public static final Setting<Signer> CERTIFICATE_AUTHORITY = Setting.choice(
            "certificateAuthority",
            Signer.BUILT_IN,
            "Who signs the certificates of stations: the built-in authority, or one elsewhere by EST or plain HTTP.");

    public static final Setting<String> CERTIFICATE_AUTHORITY_URL = Setting.patterned(
            "certificateAuthorityUrl",
            "",
            "|https://[^\\s@]{1,500}|http://(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d+)?(/\\S{0,400})?",
            "an https address (http on this machine only), without credentials",
            "Where the outside authority is: for EST up to and with /.well-known/est, or the whole address of the service.");

    public static final Setting<String> CERTIFICATE_AUTHORITY_USER = Setting.text(
            "certificateAuthorityUser",
            "",
            100,
            "User name at the outside authority; its password is STATIONMASTER_CERTIFICATE_AUTHORITY_PASSWORD of the environment.");

    public static final Setting<String> CERTIFICATE_AUTHORITY_TRUST = Setting.text(
            "certificateAuthorityTrust",
            "",
            500,
            "PEM file with the root under which the outside authority's own TLS certificate stands; empty trusts what Java trusts.");

    /** Whether certificates for both uses open the stations' door. */
    public enum CombinedCertificates {
        /** They serve cars only, until the V2G root is entered as a station authority. */
        REFUSE,
        ALLOW
    }

    public static final Setting<CombinedCertificates> COMBINED_CERTIFICATES = Setting.choice(
            "combinedCertificates",
            CombinedCertificates.REFUSE,
            "Whether a combined certificate, which the built-in V2G authority signed for cars and for the server, opens the stations' TLS port.");

    static final List<Setting<?>> ALL = List.of(
            CERTIFICATE_AUTHORITY,
            CERTIFICATE_AUTHORITY_URL,
            CERTIFICATE_AUTHORITY_USER,
            CERTIFICATE_AUTHORITY_TRUST,
            COMBINED_CERTIFICATES);

    private AuthoritySettings() {}
}
