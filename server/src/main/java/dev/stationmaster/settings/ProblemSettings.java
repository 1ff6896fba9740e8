package dev.stationmaster.settings;

import java.util.List;

/** From when on something is a problem, and where alerts may go. */
public final class ProblemSettings {
    public static final Setting<Integer> OFFLINE_AFTER_SECONDS = Setting.whole(
                    "offlineAfterSeconds",
                    300,
                    5,
                    604_800,
                    "s",
                    "How long a station may be away before that is a problem.")
            .alsoPerStation();

    public static final Setting<Integer> CAR_WAITS_MINUTES = Setting.whole(
                    "carWaitsMinutes",
                    30,
                    0,
                    10_080,
                    "min",
                    "How long a car may be plugged in without a transaction before that is a problem; 0 never is.")
            .alsoPerStation();

    public static final Setting<Integer> LONG_TRANSACTION_HOURS = Setting.whole(
                    "longTransactionHours",
                    24,
                    0,
                    8_760,
                    "h",
                    "How long a transaction may run before that is a problem; 0 never is.")
            .alsoPerStation();

    public static final Setting<Integer> CERTIFICATE_WARNING_DAYS = Setting.whole(
            "certificateWarningDays",
            21,
            0,
            3_650,
            "d",
            "How long before its end a certificate in a station is a problem; keep it below certificateRenewalDays.");

    public static final Setting<Integer> DISK_FREE_MEGABYTES = Setting.whole(
            "diskFreeMegabytes",
            1_024,
            0,
            10_000_000,
            "MB",
            "Less free space than that on the server's data folder is a problem; 0 never is.");

    public static final Setting<Integer> PROBLEM_KEEP_DAYS = Setting.whole(
            "problemKeepDays",
            400,
            30,
            3_650,
            "d",
            "How long cured problems are kept; reports and back-tests reach as far back.");

    public static final Setting<String> WEBHOOK_HOSTS = Setting.text(
            "webhookHosts",
            "public",
            500,
            "Where webhooks of alerts may go: public (addresses of the Internet), names of hosts, host:port, or any; separated by commas.");

    public static final Setting<String> CONSOLE_URL = Setting.text(
            "consoleUrl",
            "",
            200,
            "Where people reach the console, for example https://csms.example.com; alerts link to it, without it they bear no links.");

    static final List<Setting<?>> ALL = List.of(
            OFFLINE_AFTER_SECONDS,
            CAR_WAITS_MINUTES,
            LONG_TRANSACTION_HOURS,
            CERTIFICATE_WARNING_DAYS,
            DISK_FREE_MEGABYTES,
            PROBLEM_KEEP_DAYS,
            WEBHOOK_HOSTS,
            CONSOLE_URL);

    private ProblemSettings() {}
}
