package dev.stationmaster.file;

import dev.stationmaster.file.FileGrant.Direction;
import dev.stationmaster.file.FileRefused.Why;
import dev.stationmaster.file.FileStore.Hashed;
import dev.stationmaster.file.StoredFile.Kind;
import dev.stationmaster.job.Job;
import dev.stationmaster.job.Jobs;
import dev.stationmaster.platform.Uuid7;
import dev.stationmaster.platform.web.Paging;
import dev.stationmaster.settings.FileSettings;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.station.StationId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** Keeps files, and says who may bring or fetch one (1.6 §8; 2.x part 2, L01 and N01). */
@Service
public class FileService {
    private static final Logger log = LoggerFactory.getLogger(FileService.class);
    private static final long MEGABYTE = 1_000_000;
    private static final long ALWAYS_FREE = 100 * MEGABYTE;

    private final FileStore store;
    private final FileFolder folder;
    private final Settings settings;
    private final Jobs jobs;
    private final MeterRegistry metrics;
    private final InstantSource clock;
    private final ObjectProvider<FileListener> listeners;

    FileService(
            FileStore store,
            FileFolder folder,
            Settings settings,
            Jobs jobs,
            MeterRegistry metrics,
            InstantSource clock,
            ObjectProvider<FileListener> listeners) {
        this.store = store;
        this.folder = folder;
        this.settings = settings;
        this.jobs = jobs;
        this.metrics = metrics;
        this.clock = clock;
        this.listeners = listeners;
        // All of them from the start, so that the first increase is seen as one.
        metrics.counter("stationmaster.files.received");
        metrics.counter("stationmaster.files.received.bytes");
        for (String door : new String[] {"http", "ftp"}) {
            for (Why why : Why.values()) refusals(door, why);
        }
    }

    private Counter refusals(String door, Why why) {
        return metrics.counter("stationmaster.files.refused", "door", door, "reason", why.code());
    }

    /** Lets a station bring one file. @param notBefore when it is asked to; the time for it counts from then */
    public FileGrant.Made letUpload(StationId station, UUID job, String name, Instant notBefore) {
        return grant(station, job, Direction.UPLOAD, name, null, notBefore);
    }

    /** Lets a station fetch a file, as often and in as many pieces as it needs, until the job is over. */
    public FileGrant.Made letDownload(StationId station, UUID job, StoredFile file, Instant notBefore) {
        return grant(station, job, Direction.DOWNLOAD, FileNames.clean(file.name(), "firmware"), file.id(), notBefore);
    }

    private FileGrant.Made grant(
            StationId station, UUID job, Direction direction, String name, @Nullable UUID file, Instant notBefore) {
        String secret = GrantSecret.make();
        Instant now = clock.instant();
        Instant from = notBefore.isAfter(now) ? notBefore : now;
        Instant until = from.plus(Duration.ofHours(settings.get(FileSettings.GRANT_HOURS)));
        long id = store.grant(station, job, direction, GrantSecret.hash(secret), name, file, now, until);
        return new FileGrant.Made(id, direction, secret, name);
    }

    /** The job is over: what it was allowed is so no more. */
    public void end(UUID job) {
        store.endGrants(job, clock.instant());
    }

    public Optional<StoredFile> find(UUID id) {
        return store.find(id);
    }

    /** @throws IOException also when the bytes are gone */
    public InputStream open(UUID id) throws IOException {
        return Files.newInputStream(folder.path(id));
    }

    List<StoredFile> list(@Nullable StationId station, @Nullable Kind kind, Paging paging) {
        return store.list(station, kind == null ? null : FileStore.word(kind), paging);
    }

    /** Operators' files, the newest first. */
    public List<StoredFile> images(Paging paging) {
        return list(null, Kind.IMAGE, paging);
    }

    /** For what work the files were brought; those of operators were for none. */
    Map<UUID, Job> workOf(List<StoredFile> brought) {
        List<UUID> ids =
                brought.stream().flatMap(file -> Stream.ofNullable(file.job())).toList();
        return ids.isEmpty() ? Map.of() : jobs.all(ids);
    }

    FileUsage usage() throws IOException {
        return new FileUsage(
                store.bytes(Kind.UPLOAD),
                settings.get(FileSettings.QUOTA_MEGABYTES) * MEGABYTE,
                store.bytes(Kind.IMAGE),
                folder.free(),
                sizeLimit(),
                settings.get(FileSettings.KEEP_DAYS));
    }

    boolean delete(UUID id) {
        boolean deleted = store.delete(id);
        folder.delete(id);
        listeners.forEach(listener -> listener.deleted(id));
        return deleted;
    }

    /** The grant of these credentials, whatever it is for. */
    FileGrant enter(long id, String secret) throws FileRefused {
        Optional<Hashed> found = store.grant(id);
        byte[] hash = GrantSecret.hash(secret);
        if (found.isEmpty() || !MessageDigest.isEqual(hash, found.get().secretHash())) {
            throw new FileRefused(Why.WRONG_CREDENTIALS);
        }
        FileGrant grant = found.get().grant();
        return usable(grant, grant.direction());
    }

    FileGrant enter(long id, String secret, Direction wanted) throws FileRefused {
        FileGrant grant = enter(id, secret);
        if (grant.direction() != wanted) throw new FileRefused(Why.WRONG_DIRECTION);
        return grant;
    }

    /** Whether a grant that was entered before is still good. */
    FileGrant again(FileGrant before, Direction wanted) throws FileRefused {
        FileGrant grant =
                store.grant(before.id()).map(Hashed::grant).orElseThrow(() -> new FileRefused(Why.WRONG_CREDENTIALS));
        return usable(grant, wanted);
    }

    private FileGrant usable(FileGrant grant, Direction wanted) throws FileRefused {
        if (grant.direction() != wanted) throw new FileRefused(Why.WRONG_DIRECTION);
        if (grant.ended() || grant.used()) throw new FileRefused(Why.USED_UP);
        if (!clock.instant().isBefore(grant.expiresAt())) throw new FileRefused(Why.EXPIRED);
        return grant;
    }

    /** The file of a download. */
    StoredFile granted(FileGrant grant) throws FileRefused {
        UUID id = grant.file();
        if (id == null) throw new FileRefused(Why.WRONG_DIRECTION);
        return store.find(id).filter(file -> Files.isReadable(path(file))).orElseThrow(() -> new FileRefused(Why.GONE));
    }

    Path path(StoredFile file) {
        return folder.path(file.id());
    }

    /** A station begins to bring a file. @param announcedBytes -1 when it does not say */
    Reception begin(long announcedBytes) throws IOException {
        long limit = sizeLimit();
        long left = settings.get(FileSettings.QUOTA_MEGABYTES) * MEGABYTE - store.uploadedBytes();
        left = Math.min(left, folder.free() - ALWAYS_FREE);
        if (announcedBytes > limit) throw new FileRefused(Why.TOO_LARGE);
        if (left <= 0 || announcedBytes > left) throw new FileRefused(Why.QUOTA_FULL);
        return new Reception(folder, Math.min(limit, left));
    }

    /** The file of a grant is complete: it lasts when this returns. {@link #announce} it then. */
    StoredFile brought(FileGrant grant, String name, Reception reception) throws IOException {
        var file = describe(
                Kind.UPLOAD, FileNames.clean(name, grant.name()), reception, grant.station(), grant.job(), "station");
        folder.keep(reception.finished(), file.id());
        if (!store.addAndUse(file, grant.id())) {
            folder.delete(file.id());
            throw new FileRefused(Why.USED_UP);
        }
        return file;
    }

    void announce(StoredFile file) {
        metrics.counter("stationmaster.files.received").increment();
        metrics.counter("stationmaster.files.received.bytes").increment(file.sizeBytes());
        log.info("event=file-arrived file={} job={} bytes={}", file.id(), file.job(), file.sizeBytes());
        UUID job = file.job();
        if (job != null) jobs.brought(job, file.id());
    }

    /** It turned out that the upload was cut short. */
    void undo(FileGrant grant, StoredFile file) {
        store.undo(file.id(), grant.id());
        folder.delete(file.id());
    }

    void fetched(FileGrant grant) {
        Instant now = clock.instant();
        jobs.found(grant.job(), known -> known.fetched(now));
    }

    /** Writes a file into a reception. */
    interface Source {
        /** @return what the file is called; null when nobody said */
        @Nullable
        String copy(Reception reception) throws IOException;
    }

    /** An operator's file. */
    StoredFile add(String actor, Source source) throws IOException {
        try (var reception = new Reception(folder, sizeLimit())) {
            String name = source.copy(reception);
            if (reception.size() == 0) throw new FileRefused(Why.NO_FILE);
            var file = describe(Kind.IMAGE, FileNames.clean(name, "firmware.bin"), reception, null, null, actor);
            folder.keep(reception.finished(), file.id());
            store.add(file);
            log.info("event=file-stored file={} bytes={} actor={}", file.id(), file.sizeBytes(), actor);
            return file;
        }
    }

    private StoredFile describe(
            Kind kind,
            String name,
            Reception reception,
            @Nullable StationId station,
            @Nullable UUID job,
            String actor) {
        Instant now = clock.instant();
        return new StoredFile(
                Uuid7.at(now), kind, name, reception.size(), reception.sha256(), station, job, actor, now);
    }

    private long sizeLimit() {
        return settings.get(FileSettings.MAX_MEGABYTES) * MEGABYTE;
    }

    /** Counts a refusal, one line each. @param door http or ftp */
    FileRefused counted(FileRefused refused, String door) {
        refusals(door, refused.why()).increment();
        log.info("event=file-refused door={} reason={}", door, refused.why().code());
        return refused;
    }

    /** Deletes what is older than the settings keep. */
    @Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void clean() {
        Instant now = clock.instant();
        List<UUID> old = store.uploadsBefore(now.minus(Duration.ofDays(settings.get(FileSettings.KEEP_DAYS))));
        old.forEach(this::delete);
        int grants = store.forgetGrants(now.minus(Duration.ofDays(30)));
        if (!old.isEmpty() || grants > 0) log.info("event=files-cleaned files={} grants={}", old.size(), grants);
    }
}
