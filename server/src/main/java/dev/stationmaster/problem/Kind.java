package dev.stationmaster.problem;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What can be wrong. */
public enum Kind {
    /** A connector, or a whole station, says that it is faulted, or tells an error. */
    CONNECTOR_FAULT,
    /** A station that was connected has been away for longer than the setting offlineAfterSeconds. */
    STATION_OFFLINE,
    /** The newest command that was sent to a station was never answered. */
    COMMAND_UNANSWERED,
    /** A station accepted a remote start, and no transaction followed. */
    REMOTE_START_LOST,
    /** A car is plugged in for long, and no transaction began. */
    CAR_WAITS,
    /** A transaction runs for too long, or goes on although its connector is free. */
    TRANSACTION_NOT_STOPPED,
    /** A station's messages break the protocol. */
    FINDING,
    /** A certificate in a station ends soon, or has ended. */
    CERTIFICATE_ENDS,
    /** Somebody was refused at the door, again and again. */
    CONNECTION_REFUSED,
    /** A station's BootNotification was answered Pending or Rejected: it must not charge. */
    BOOT_HELD,
    /** A station tells times that cannot be. */
    CLOCK_WRONG,
    /** The server's own disk is nearly full. */
    DISK_FULL,
    /** The server sheds messages from its log. */
    LOG_SHED;

    /** What is seen from memory, for each station alone. */
    static final Set<Kind> OF_STATIONS =
            EnumSet.of(CONNECTOR_FAULT, STATION_OFFLINE, CAR_WAITS, TRANSACTION_NOT_STOPPED, BOOT_HELD, CLOCK_WRONG);

    /** What is read from tables now and then, and the server's own troubles. */
    static final Set<Kind> OF_TABLES = EnumSet.complementOf(EnumSet.copyOf(OF_STATIONS));

    /** How much it matters. */
    public enum Severity {
        MINOR,
        MAJOR,
        CRITICAL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Severity> of(String word) {
            return Arrays.stream(values())
                    .filter(one -> one.word().equals(word))
                    .findFirst();
        }
    }

    /** As the API says it: {@code stationOffline}. */
    public String word() {
        var word = new StringBuilder();
        for (String part : name().toLowerCase(Locale.ROOT).split("_")) {
            word.append(word.isEmpty() ? part : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
        }
        return word.toString();
    }

    public static Optional<Kind> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }
}
