package dev.stationmaster.settings;

import java.util.List;

/** The settings of the built-in file service. */
public final class FileSettings {
    public static final Setting<String> PUBLIC_URL = Setting.text(
            "publicUrl",
            "",
            200,
            "Where stations reach the file service by HTTP, for example https://csms.example.com; empty takes this machine's name and port.");

    public static final Setting<String> SECURE_PUBLIC_URL = Setting.text(
            "securePublicUrl",
            "",
            200,
            "Where stations reach the file service by HTTPS on their TLS port, for example https://csms.example.com:9443; empty takes publicUrl when that is https, else this machine's name and that port.");

    public static final Setting<Integer> GRANT_HOURS = Setting.whole(
            "fileGrantHours",
            48,
            1,
            720,
            "h",
            "How long a station may take to fetch or bring a file that it was told of.");

    public static final Setting<Integer> MAX_MEGABYTES =
            Setting.whole("fileMaxMegabytes", 512, 1, 16_384, "MB", "The largest file that is taken.");

    public static final Setting<Integer> QUOTA_MEGABYTES = Setting.whole(
            "fileQuotaMegabytes",
            10_240,
            1,
            10_000_000,
            "MB",
            "Space for all files of stations together; what does not fit is refused.");

    public static final Setting<Integer> KEEP_DAYS =
            Setting.whole("fileKeepDays", 90, 1, 3650, "d", "How long the files of stations are kept.");

    public static final Setting<Integer> FTP_PORT = Setting.whole(
                    "ftpPort", 0, 0, 65_535, "TCP port", "Where stations reach the file service by FTP; 0 is off.")
            .afterRestart();

    public static final Setting<Integer> FTPS_PORT = Setting.whole(
                    "ftpsPort",
                    0,
                    0,
                    65_535,
                    "TCP port",
                    "Where stations reach the file service by FTPS (TLS from the first byte); 0 is off.")
            .afterRestart();

    public static final Setting<String> FTP_PASSIVE_PORTS = Setting.text(
                    "ftpPassivePorts",
                    "20000-20099",
                    100,
                    "TCP ports for the data of FTP, as 20000-20099; each transfer takes one.")
            .afterRestart();

    public static final Setting<String> FTP_EXTERNAL_ADDRESS = Setting.text(
                    "ftpExternalAddress",
                    "",
                    100,
                    "Name or address under which stations reach the FTP ports; empty takes the host of publicUrl.")
            .afterRestart();

    public static final Setting<Integer> JOB_SILENCE_MINUTES = Setting.whole(
                    "jobSilenceMinutes",
                    30,
                    1,
                    10_080,
                    "min",
                    "After how long without a word about a firmware update or an upload the station is asked how far it is.")
            .alsoPerStation();

    static final List<Setting<?>> ALL = List.of(
            PUBLIC_URL,
            SECURE_PUBLIC_URL,
            GRANT_HOURS,
            MAX_MEGABYTES,
            QUOTA_MEGABYTES,
            KEEP_DAYS,
            JOB_SILENCE_MINUTES,
            FTP_PORT,
            FTPS_PORT,
            FTP_PASSIVE_PORTS,
            FTP_EXTERNAL_ADDRESS);

    private FileSettings() {}
}
