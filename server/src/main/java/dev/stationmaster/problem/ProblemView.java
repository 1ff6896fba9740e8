package dev.stationmaster.problem;

import dev.stationmaster.problem.Impact.Hit;
import dev.stationmaster.problem.NextSteps.Next;
import dev.stationmaster.problem.Patterns.Alike;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A problem as the API shows it.
 *
 * @param kind connectorFault, stationOffline, commandUnanswered, remoteStartLost, carWaits, transactionNotStopped, finding, certificateEnds,
 *     connectionRefused, bootHeld, clockWrong, diskFull or logShed
 * @param severity minor, major or critical
 * @param state open or closed
 * @param object what it is about, where that is no station
 * @param code what problems of the same pattern share
 * @param facts what a sentence about it needs, by name
 * @param title the sentence, in English
 * @param since as far back as is known
 * @param reopened how often it came back within a day
 * @param cause the likely one, a word that the console explains
 * @param alike how many other stations have the same now
 * @param next a command that may safely be tried
 */
record ProblemView(
        UUID id,
        String kind,
        String severity,
        String state,
        @Nullable String station,
        @Nullable String site,
        @Nullable String object,
        @Nullable Integer evse,
        @Nullable Integer connector,
        String code,
        Map<String, String> facts,
        String title,
        Instant since,
        Instant openedAt,
        @Nullable Instant closedAt,
        int reopened,
        Hit impact,
        String cause,
        Alike alike,
        @Nullable Next next,
        @Nullable String vendor,
        @Nullable String model,
        @Nullable String firmwareVersion,
        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedBy,
        @Nullable String assignee,
        @Nullable Instant snoozedUntil) {}
