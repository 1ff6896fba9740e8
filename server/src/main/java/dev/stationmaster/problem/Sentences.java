package dev.stationmaster.problem;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a problem is, in an English sentence: for mails, webhooks and logs. The console has its own in each language. Pure. */
public final class Sentences {
    private Sentences() {}

    /** @param station null for what is no station's */
    public static String of(Problem problem, @Nullable String station) {
        Map<String, String> facts = problem.facts();
        String who = station == null ? "" : station + ": ";
        return who
                + switch (problem.kind()) {
                    case CONNECTOR_FAULT -> place(problem) + " tells " + problem.code();
                    case STATION_OFFLINE -> "the station is offline";
                    case COMMAND_UNANSWERED -> fact(facts, "command") + " was not answered";
                    case REMOTE_START_LOST -> "no transaction followed a remote start";
                    case CAR_WAITS -> place(problem) + " is plugged in and nobody charges";
                    case TRANSACTION_NOT_STOPPED ->
                        problem.code().equals("connectorFree")
                                ? "a transaction goes on although " + place(problem) + " is free"
                                : "a transaction runs for very long at " + place(problem);
                    case FINDING ->
                        fact(facts, "action") + " breaks the protocol at " + fact(facts, "path") + " ("
                                + fact(facts, "rule") + ")";
                    case CERTIFICATE_ENDS ->
                        fact(facts, "certificateType")
                                + (problem.code().equals("ended") ? " ended on " : " ends on ")
                                + fact(facts, "notAfter");
                    case CONNECTION_REFUSED ->
                        "\"" + fact(facts, "identity") + "\" from " + fact(facts, "remoteAddress") + " is refused: "
                                + fact(facts, "reason");
                    case BOOT_HELD -> "its BootNotification was answered " + problem.code();
                    case CLOCK_WRONG -> "its clock is wrong, it said " + fact(facts, "told");
                    case DISK_FULL ->
                        "the server's disk is nearly full, " + fact(facts, "freeMegabytes") + " MB are free";
                    case LOG_SHED -> "the server is overloaded and sheds messages from its log";
                };
    }

    private static String fact(Map<String, String> facts, String name) {
        return facts.getOrDefault(name, "?");
    }

    private static String place(Problem problem) {
        Integer evse = problem.evse();
        Integer connector = problem.connector();
        if (evse == null || evse == 0) return "the station";
        return connector == null || connector == 0 ? "EVSE " + evse : "connector " + evse + "/" + connector;
    }
}
