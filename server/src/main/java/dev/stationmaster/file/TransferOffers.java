package dev.stationmaster.file;

import dev.stationmaster.settings.FileSettings;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.station.StationId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Offers a station a place where it brings or fetches a job's file. */
@Service
public class TransferOffers {
    private static final Pattern SECRETS =
            Pattern.compile("(?<=://[^/@:]{0,100}:)[^/@]+(?=@)|(?<=/files/\\d{1,18}/)[0-9a-f]{32}");

    private final FileService files;
    private final FileLocations locations;
    private final Settings settings;

    TransferOffers(FileService files, FileLocations locations, Settings settings) {
        this.files = files;
        this.locations = locations;
        this.settings = settings;
    }

    /**
     * Where a log may be brought.
     *
     * @param via the scheme wanted; null chooses one
     * @return the URL with its secret; empty when that scheme is switched off here
     */
    public Optional<String> upload(StationId station, UUID job, String name, @Nullable String via, Instant notBefore) {
        return locations
                .scheme(station, via)
                .map(scheme -> locations.of(files.letUpload(station, job, name, notBefore), scheme));
    }

    /** Where an image may be fetched; as {@link #upload}. */
    public Optional<String> download(
            StationId station, UUID job, StoredFile image, @Nullable String via, Instant notBefore) {
        return locations
                .scheme(station, via)
                .map(scheme -> locations.of(files.letDownload(station, job, image, notBefore), scheme));
    }

    /** When a job is given up of which nothing is heard. */
    public Instant deadline(Instant begins) {
        return begins.plus(Duration.ofHours(settings.get(FileSettings.GRANT_HOURS)));
    }

    /** The URL without passwords and secrets, to be stored and shown. */
    public static String shown(String location) {
        return SECRETS.matcher(location).replaceAll("***");
    }
}
