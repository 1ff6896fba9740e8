package dev.stationmaster.settings;

import java.util.List;
import java.util.Optional;

/** Every setting there is. A new one needs a unit, a range, a default and somebody who would change it. */
public final class SettingKeys {
    /** What happens to a station that nobody has entered. */
    public enum UnknownStations {
        /** HTTP 404 instead of a socket. */
        REFUSE,
        /** The socket opens, BootNotification is answered Rejected. */
        REJECT,
        /** The socket opens, BootNotification is answered Pending. */
        PENDING,
        /** The station is entered and served like any other. */
        ACCEPT
    }

    /** What happens to messages with known, harmless faults. */
    public enum Validation {
        /** They pass, and a finding is recorded. */
        TOLERANT,
        /** They are answered with the standard's error code. */
        STRICT
    }

    /** Who decides whether a station's request for a certificate is signed. */
    public enum CertificateSigning {
        /** It is signed when it passes its checks. */
        AUTOMATIC,
        /** It waits for an operator. */
        MANUAL
    }

    /** With which kind of key station certificates are signed. */
    public enum CertificateAlgorithm {
        /** An RSA key gets an RSA signature, an EC key an ECDSA one. */
        LIKE_KEY,
        ECDSA,
        RSA
    }

    /** Whom a client certificate may name. */
    public enum CertificateName {
        /** The serial number, as the standard has it. */
        SERIAL_NUMBER,
        /** The identity does, too. */
        IDENTITY_TOO
    }

    /** What becomes of a station whose client certificate has ended. */
    public enum ExpiredCertificates {
        REFUSE,
        /** It is let in, to get a new one (A00.FR.429). */
        ALLOW
    }

    public static final Setting<UnknownStations> UNKNOWN_STATIONS = Setting.choice(
            "unknownStations", UnknownStations.REFUSE, "What happens to a station that was never entered.");

    public static final Setting<Validation> VALIDATION = Setting.choice(
                    "validation",
                    Validation.TOLERANT,
                    "Whether harmless faults in messages pass with a finding, or are refused.")
            .alsoPerStation();

    public static final Setting<Integer> HEARTBEAT_INTERVAL_SECONDS = Setting.whole(
                    "heartbeatIntervalSeconds",
                    300,
                    1,
                    86_400,
                    "s",
                    "How often an idle station shows that it lives; told to it when it boots.")
            .alsoPerStation();

    public static final Setting<Integer> BOOT_RETRY_SECONDS = Setting.whole(
            "bootRetrySeconds",
            60,
            1,
            86_400,
            "s",
            "How long a station waits before its next BootNotification when it was answered Pending or Rejected.");

    public static final Setting<String> MASTER_PASS_GROUP = Setting.text(
            "masterPassGroup",
            "",
            255,
            "The group whose tokens may stop every transaction and start none; empty for no such group.");

    public static final Setting<Integer> VARIABLES_PER_MESSAGE = Setting.whole(
                    "variablesPerMessage",
                    0,
                    0,
                    10_000,
                    "variables",
                    "How many variables or keys a station is asked for, or given, in one message; 0 believes the station.")
            .alsoPerStation();

    public static final Setting<Integer> VARIABLE_BYTES_PER_MESSAGE = Setting.whole(
                    "variableBytesPerMessage",
                    0,
                    0,
                    1_000_000,
                    "bytes",
                    "How long a message with variables may be for a station; 0 believes the station.")
            .alsoPerStation();

    public static final Setting<CertificateSigning> CERTIFICATE_SIGNING = Setting.choice(
                    "certificateSigning",
                    CertificateSigning.AUTOMATIC,
                    "Whether a station's request for a certificate is signed at once, or waits for an operator.")
            .alsoPerStation();

    public static final Setting<Integer> CERTIFICATE_LIFETIME_DAYS = Setting.whole(
                    "certificateLifetimeDays", 365, 1, 3_650, "d", "How long a station's certificate is valid.")
            .alsoPerStation();

    public static final Setting<Integer> CERTIFICATE_RENEWAL_DAYS = Setting.whole(
            "certificateRenewalDays",
            30,
            0,
            365,
            "d",
            "How long before the end of its certificate a station is asked to renew it; 0 leaves that to the station.");

    public static final Setting<CertificateAlgorithm> CERTIFICATE_ALGORITHM = Setting.choice(
            "certificateAlgorithm",
            CertificateAlgorithm.LIKE_KEY,
            "With which kind of key the built-in authority signs station certificates.");

    public static final Setting<CertificateName> CERTIFICATE_NAME = Setting.choice(
                    "certificateName",
                    CertificateName.SERIAL_NUMBER,
                    "Whether a client certificate must name the serial number, or may name the identity.")
            .alsoPerStation();

    public static final Setting<ExpiredCertificates> EXPIRED_CERTIFICATES = Setting.choice(
                    "expiredCertificates",
                    ExpiredCertificates.REFUSE,
                    "What happens to a station whose client certificate has ended.")
            .alsoPerStation();

    private static final List<Setting<?>> GENERAL = List.of(
            UNKNOWN_STATIONS,
            VALIDATION,
            HEARTBEAT_INTERVAL_SECONDS,
            BOOT_RETRY_SECONDS,
            MASTER_PASS_GROUP,
            VARIABLES_PER_MESSAGE,
            VARIABLE_BYTES_PER_MESSAGE,
            CERTIFICATE_SIGNING,
            CERTIFICATE_LIFETIME_DAYS,
            CERTIFICATE_RENEWAL_DAYS,
            CERTIFICATE_ALGORITHM,
            CERTIFICATE_NAME,
            EXPIRED_CERTIFICATES);

    /** What belongs together, called so in the API. */
    private record Group(String name, List<Setting<?>> settings) {}

    private static final List<Group> GROUPS = List.of(
            new Group("general", GENERAL),
            new Group("files", FileSettings.ALL),
            new Group("localLists", LocalListSettings.ALL),
            new Group("numbering", StationNumbering.ALL),
            new Group("authority", AuthoritySettings.ALL),
            new Group("setUp", DeviceSettings.ALL),
            new Group("plugAndCharge", PlugAndChargeSettings.ALL),
            new Group("prices", TariffSettings.ALL),
            new Group("problems", ProblemSettings.ALL),
            new Group("console", ConsoleSettings.ALL));

    private static final List<Setting<?>> ALL =
            GROUPS.stream().flatMap(group -> group.settings().stream()).toList();

    private SettingKeys() {}

    public static List<Setting<?>> all() {
        return ALL;
    }

    /** What a setting is about, in one word. */
    static String group(Setting<?> setting) {
        return GROUPS.stream()
                .filter(group -> group.settings().contains(setting))
                .findFirst()
                .orElseThrow()
                .name();
    }

    public static Optional<Setting<?>> named(String key) {
        return ALL.stream().filter(setting -> setting.key().equals(key)).findFirst();
    }
}
