package dev.stationmaster.map;

import dev.stationmaster.platform.ServerOptions;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.settings.ConsoleSettings;
import dev.stationmaster.settings.MapSource;
import dev.stationmaster.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the console draws its map from. */
@RestController
@RequestMapping("/api/v1/map")
class MapResource {
    private static final MediaType PMTILES = MediaType.parseMediaType("application/vnd.pmtiles");

    private final Settings settings;
    private final Path folder;

    MapResource(Settings settings, ServerOptions options) {
        this.settings = settings;
        this.folder = options.data().resolve("maps");
    }

    /**
     * What the map is drawn from.
     *
     * @param kind outlines, pmtiles or tiles
     * @param url of the file, or of tiles with {z}, {x} and {y}; null for outlines, and where the file is not there
     * @param attribution whose map it is; may be empty
     * @param problem why there is no more than outlines, in a sentence; null when nothing is wrong as far as the server knows
     */
    record MapView(
            String kind,
            @Nullable String url,
            String attribution,
            @Nullable String problem) {}

    @GetMapping
    MapView map() {
        MapSource source = source();
        String attribution = settings.get(ConsoleSettings.MAP_ATTRIBUTION);
        return switch (source.kind()) {
            case OUTLINES -> new MapView("outlines", null, "", null);
            case FILE ->
                Files.isReadable(file(source))
                        ? new MapView("pmtiles", "/api/v1/map/region.pmtiles", attribution, null)
                        : new MapView("pmtiles", null, attribution, missing(source));
            default -> new MapView(source.kind().name().toLowerCase(Locale.ROOT), source.text(), attribution, null);
        };
    }

    /** The file of the data folder; parts of it are asked for by the header Range. */
    @GetMapping("/region.pmtiles")
    ResponseEntity<Resource> file() {
        MapSource source = source();
        if (source.kind() != MapSource.Kind.FILE)
            throw ApiProblem.of(HttpStatus.NOT_FOUND, "map-not-found", "The setting mapSource names no file.");
        Path file = file(source);
        try {
            String version = Files.getLastModifiedTime(file).toMillis() + "-" + Files.size(file);
            return ResponseEntity.ok()
                    .contentType(PMTILES)
                    .cacheControl(CacheControl.noCache().cachePrivate())
                    .eTag("\"" + version + "\"")
                    .body(new FileSystemResource(file));
        } catch (IOException e) {
            throw ApiProblem.of(HttpStatus.NOT_FOUND, "map-not-found", missing(source));
        }
    }

    private MapSource source() {
        return MapSource.of(settings.get(ConsoleSettings.MAP_SOURCE));
    }

    private Path file(MapSource source) {
        return folder.resolve(source.text());
    }

    private static String missing(MapSource source) {
        return "There is no file maps/" + source.text() + " in the data folder, or the server may not read it.";
    }
}
