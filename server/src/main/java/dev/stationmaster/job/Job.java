package dev.stationmaster.job;

import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One piece of long work as it stands.
 *
 * @param type the command's word
 * @param requestId unique for the station; on the wire where the message has a place for it
 * @param status the station's last word about it; null before the first
 * @param reason why it stands as it does, in words
 * @param file what the station brought
 * @param statuses how many different ones were stored
 * @param version counts changes
 * @param deadlineAt without a word until then it is given up
 */
public record Job(
        UUID id,
        StationId station,
        Kind kind,
        String type,
        @Nullable UUID command,
        int requestId,
        String actor,
        State state,
        @Nullable String status,
        @Nullable String reason,
        Terms terms,
        Findings findings,
        @Nullable UUID file,
        int statuses,
        int version,
        Instant createdAt,
        Instant changedAt,
        Instant deadlineAt,
        @Nullable Instant endedAt) {

    public enum Kind {
        FIRMWARE(
                Set.of("Installed"),
                Set.of("DownloadFailed", "InstallationFailed", "InstallVerificationFailed", "InvalidSignature")),
        /** A local controller that offers firmware to others. */
        PUBLICATION(Set.of("Published"), Set.of("DownloadFailed", "InvalidChecksum", "PublishFailed")),
        /** GetDiagnostics of 1.6: its messages carry no number. */
        DIAGNOSTICS(Set.of("Uploaded"), Set.of("UploadFailed")),
        LOG(
                Set.of("Uploaded"),
                Set.of("UploadFailure", "UploadFailed", "BadMessage", "NotSupportedOperation", "PermissionDenied"));

        private final Set<String> good;
        private final Set<String> bad;

        Kind(Set<String> good, Set<String> bad) {
            this.good = good;
            this.bad = bad;
        }

        /** Whether the station brings a file. */
        public boolean isUpload() {
            return this == DIAGNOSTICS || this == LOG;
        }

        /** The state that a status leads to. */
        State after(String status) {
            if (good.contains(status)) return State.DONE;
            if (bad.contains(status)) return State.FAILED;
            return status.equals("AcceptedCanceled") ? State.CANCELLED : State.RUNNING;
        }
    }

    public enum State {
        /** About to be sent, or sent and not answered yet. */
        REQUESTED,
        RUNNING,
        DONE,
        FAILED,
        /** The station did not take it. */
        REFUSED,
        /** Another one took its place. */
        CANCELLED,
        /** The station never told its end, and nothing else shows it. */
        UNKNOWN;

        public boolean ended() {
            return this != REQUESTED && this != RUNNING;
        }
    }

    /**
     * What was asked for.
     *
     * @param location as the station was told, without its secret
     * @param ours whether that is this server's file service
     * @param image our file that it shall fetch; null for others' and for uploads
     * @param notBefore when it shall fetch the file
     * @param installAt when it shall install it
     * @param logType DiagnosticsLog, SecurityLog …
     * @param since start of the time of which the log is wanted
     * @param until its end
     * @param expectedVersion what the firmware calls itself, as the operator expects
     * @param checksum MD5 of what is to be published, in hex
     */
    public record Terms(
            String location,
            boolean ours,
            @Nullable UUID image,
            @Nullable Instant notBefore,
            @Nullable Instant installAt,
            @Nullable String logType,
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable Integer retries,
            @Nullable Integer retryIntervalSeconds,
            @Nullable String expectedVersion,
            @Nullable String checksum) {}

    /**
     * What was found out besides the statuses.
     *
     * @param fileName as the station announced it
     * @param versionBefore of the firmware, when the job began
     * @param versionAfter of the firmware, as told at the last boot since
     * @param warning what an operator should look at
     * @param fetchedAt when the station had fetched the whole file from us
     * @param published where a local controller offers the firmware
     * @param unpublishedAt when it stopped to
     */
    public record Findings(
            @Nullable String fileName,
            @Nullable String versionBefore,
            @Nullable String versionAfter,
            @Nullable String warning,
            @Nullable Instant fetchedAt,
            @Nullable List<String> published,
            @Nullable Instant unpublishedAt) {
        public static final Findings NONE = new Findings(null, null, null, null, null, null, null);

        public Findings named(@Nullable String name) {
            return new Findings(name, versionBefore, versionAfter, warning, fetchedAt, published, unpublishedAt);
        }

        public Findings upgrading(@Nullable String version) {
            return new Findings(fileName, version, versionAfter, warning, fetchedAt, published, unpublishedAt);
        }

        public Findings booted(String version) {
            return new Findings(fileName, versionBefore, version, warning, fetchedAt, published, unpublishedAt);
        }

        public Findings warned(@Nullable String words) {
            return new Findings(fileName, versionBefore, versionAfter, words, fetchedAt, published, unpublishedAt);
        }

        public Findings fetched(Instant at) {
            return new Findings(fileName, versionBefore, versionAfter, warning, at, published, unpublishedAt);
        }

        public Findings published(List<String> locations) {
            return new Findings(fileName, versionBefore, versionAfter, warning, fetchedAt, locations, unpublishedAt);
        }

        public Findings unpublished(Instant at) {
            return new Findings(fileName, versionBefore, versionAfter, warning, fetchedAt, published, at);
        }
    }

    /** Whose it is, and what asked for it. */
    public record Origin(StationId station, Kind kind, String type, UUID command, int requestId, String actor) {}

    /** A job that is about to be sent. */
    public static Job requested(UUID id, Origin origin, Terms terms, Findings known, Instant now, Instant deadlineAt) {
        return new Job(
                id,
                origin.station,
                origin.kind,
                origin.type,
                origin.command,
                origin.requestId,
                origin.actor,
                State.REQUESTED,
                null,
                null,
                terms,
                known,
                null,
                0,
                1,
                now,
                now,
                deadlineAt,
                null);
    }

    /** The same job in another state. */
    Job now(State next, @Nullable String why, Instant at) {
        return copy(next, status, why, findings, file, statuses, at);
    }

    Job told(String word, State next, @Nullable String why, int stored, Instant at) {
        return copy(next, word, why, findings, file, stored, at);
    }

    public Job found(Findings more, Instant at) {
        return copy(state, status, reason, more, file, statuses, at);
    }

    Job brought(UUID arrived, Instant at) {
        return copy(state, status, reason, findings.warned(null), arrived, statuses, at);
    }

    private Job copy(
            State next,
            @Nullable String word,
            @Nullable String why,
            Findings known,
            @Nullable UUID arrived,
            int stored,
            Instant at) {
        Instant end = next.ended() ? (endedAt == null ? at : endedAt) : null;
        return new Job(
                id,
                station,
                kind,
                type,
                command,
                requestId,
                actor,
                next,
                word,
                why,
                terms,
                known,
                arrived,
                stored,
                version + 1,
                createdAt,
                at,
                deadlineAt,
                end);
    }
}
