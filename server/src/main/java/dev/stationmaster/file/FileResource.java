package dev.stationmaster.file;

import dev.stationmaster.file.StoredFile.Kind;
import dev.stationmaster.job.Job;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Paging;
import dev.stationmaster.platform.web.Scope;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Firmware images that an operator brings, and what stations brought. */
@RestController
@RequestMapping("/api/v1/files")
class FileResource {
    private static final List<String> KINDS = List.of("image", "upload");

    private final FileService files;
    private final StationDirectory stations;

    FileResource(FileService files, StationDirectory stations) {
        this.files = files;
        this.stations = stations;
    }

    /**
     * A file without its bytes.
     *
     * @param job of the station for which it was brought, under its {@code log-jobs}
     * @param jobType the command's word, such as GetLog
     * @param logType DiagnosticsLog, SecurityLog …
     */
    record View(
            UUID id,
            String kind,
            String name,
            long sizeBytes,
            String sha256,
            @Nullable String station,
            @Nullable UUID job,
            @Nullable String jobType,
            @Nullable String logType,
            String actor,
            Instant storedAt) {}

    @GetMapping
    Page<View> list(
            @RequestParam(required = false) @Nullable String station,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        StationId of = station == null
                ? null
                : stations.find(station)
                        .orElseThrow(() -> ApiProblem.notFound("station", station))
                        .id();
        if (kind != null && !KINDS.contains(kind)) {
            throw ApiProblem.invalid("kind", "enum", "kind is one of " + String.join(", ", KINDS) + ".");
        }
        Paging paging = Paging.of(limit, after);
        Kind which = kind == null ? null : Kind.valueOf(kind.toUpperCase(Locale.ROOT));
        Page<StoredFile> page =
                Page.of(files.list(of, which, paging), paging, file -> file.id().toString());
        Map<UUID, Job> work = files.workOf(page.items());
        return page.map(file -> view(file, work));
    }

    /** How much room the files take, and how much is left. */
    @GetMapping("/usage")
    FileUsage usage() throws IOException {
        return files.usage();
    }

    @GetMapping("/{id}")
    View get(@PathVariable UUID id) {
        return view(found(id));
    }

    /** Knows Range and HEAD, as the stations' door does. */
    @GetMapping("/{id}/content")
    void content(@PathVariable UUID id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        StoredFile file = found(id);
        response.setHeader(
                "Content-Disposition",
                "attachment; filename*=UTF-8''"
                        + URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20"));
        FileServlet.send(files.path(file), file, request, response);
    }

    /** The body is the file itself, or a form with one file in it. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    View add(@RequestParam(required = false) @Nullable String name, HttpServletRequest request, @Nullable Principal who)
            throws IOException {
        String actor = who == null ? "unknown" : who.getName();
        var in = request.getInputStream();
        var multipart = MultipartBody.of(request.getContentType(), in);
        try {
            return view(files.add(actor, reception -> {
                if (multipart.isEmpty()) {
                    in.transferTo(reception);
                    return name;
                }
                String[] given = {name};
                multipart.get().copyFile(called -> {
                    if (name == null) given[0] = called;
                    return reception;
                });
                return given[0];
            }));
        } catch (FileRefused refused) {
            throw ApiProblem.of(
                    HttpStatus.valueOf(refused.httpStatus()),
                    refused.why().code(),
                    "The upload is refused: " + refused.getMessage() + ".");
        }
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id) {
        found(id);
        if (!files.delete(id)) throw ApiProblem.notFound("file", id.toString());
    }

    private StoredFile found(UUID id) {
        return files.find(id).filter(this::isSeen).orElseThrow(() -> ApiProblem.notFound("file", id.toString()));
    }

    /** Who is limited to sites sees what their stations brought. */
    private boolean isSeen(StoredFile file) {
        Scope scope = Scope.current();
        StationId station = file.station();
        if (!scope.isLimited()) return true;
        return station != null
                && stations.find(station)
                        .filter(one -> scope.includes(one.siteId()))
                        .isPresent();
    }

    private View view(StoredFile file) {
        return view(file, files.workOf(List.of(file)));
    }

    private View view(StoredFile file, Map<UUID, Job> work) {
        StationId station = file.station();
        Job job = file.job() == null ? null : work.get(file.job());
        return new View(
                file.id(),
                FileStore.word(file.kind()),
                file.name(),
                file.sizeBytes(),
                file.sha256(),
                station == null
                        ? null
                        : stations.find(station).map(Station::identity).orElse(null),
                file.job(),
                job == null ? null : job.type(),
                job == null ? null : job.terms().logType(),
                file.actor(),
                file.storedAt());
    }
}
