package dev.stationmaster.problem;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The likely cause of a problem, as a word that the console and mails have a sentence for. Pure. */
final class Causes {
    private static final Set<String> SUPPLY = Set.of("OverVoltage", "UnderVoltage", "OverCurrentFailure");
    private static final int MANY = 2;

    private static final Map<String, String> BY_ERROR = Map.ofEntries(
            Map.entry("GroundFailure", "earthFault"),
            Map.entry("HighTemperature", "heat"),
            Map.entry("ConnectorLockFailure", "lock"),
            Map.entry("ReaderFailure", "reader"),
            Map.entry("PowerMeterFailure", "meter"),
            Map.entry("PowerSwitchFailure", "contactor"),
            Map.entry("EVCommunicationError", "car"),
            Map.entry("WeakSignal", "signal"),
            Map.entry("LocalListConflict", "localList"),
            Map.entry("ResetFailure", "software"),
            Map.entry("InternalError", "software"));

    private Causes() {}

    static String of(Problem problem, Patterns patterns) {
        return switch (problem.kind()) {
            case CONNECTOR_FAULT -> fault(problem, patterns);
            case STATION_OFFLINE -> patterns.goneTogether(problem) >= 1 ? "siteNetwork" : "powerOrNetwork";
            case COMMAND_UNANSWERED -> "busyOrLost";
            case REMOTE_START_LOST -> "noCable";
            case CAR_WAITS -> "noToken";
            case TRANSACTION_NOT_STOPPED -> problem.code().equals("connectorFree") ? "stopLost" : "carStays";
            case FINDING -> patterns.alike(problem).sameModel() >= MANY ? "firmware" : "deviation";
            case CERTIFICATE_ENDS -> problem.code().equals("ended") ? "renewalMissed" : "renewalDue";
            case CONNECTION_REFUSED ->
                switch (problem.code()) {
                    case "wrong-credentials", "no-credentials" -> "password";
                    case "unknown-station" -> "notEntered";
                    case "wrong-profile" -> "profile";
                    default -> "setUp";
                };
            case BOOT_HELD -> problem.code().equals("pending") ? "waitsForRelease" : "rejected";
            case CLOCK_WRONG -> "clock";
            case DISK_FULL -> "disk";
            case LOG_SHED -> "overload";
        };
    }

    private static String fault(Problem problem, Patterns patterns) {
        String error = problem.facts().getOrDefault("errorCode", "");
        // A supply that fails does so for all who hang on it.
        if (SUPPLY.contains(error)) return patterns.alike(problem).sameSite() >= 1 ? "siteSupply" : "supply";
        String known = BY_ERROR.get(error);
        if (known != null) return known;
        if (problem.facts().getOrDefault("info", "").toLowerCase(Locale.ROOT).contains("emergency"))
            return "emergencyStop";
        if (patterns.alike(problem).sameFirmware() >= MANY) return "firmware";
        return "hardware";
    }
}
