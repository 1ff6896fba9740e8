package dev.stationmaster.live;

import dev.stationmaster.changefeed.ChangeFeed;
import dev.stationmaster.messagelog.MessageTail;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Scope;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The live stream: one virtual thread for each reader, which waits in {@link Bell}. */
@RestController
@Tag(name = "live")
class LiveResource {
    private final Bell bell = new Bell();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final AtomicInteger readers = new AtomicInteger();
    private final LiveStream.Sources sources;

    LiveResource(
            ChangeFeed changes,
            MessageTail messages,
            StationDirectory stations,
            JsonMapper json,
            Settings settings,
            MeterRegistry metrics) {
        this.sources = new LiveStream.Sources(changes, messages, stations, json, settings);
        changes.onChanges(bell::ring);
        messages.onMessages(bell::ring);
        Gauge.builder("stationmaster.live.readers", readers, AtomicInteger::get)
                .description("open live streams")
                .register(metrics);
    }

    @GetMapping(path = "/api/v1/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(summary = "Changes as they are committed, as server-sent events", description = """
                    Each event has the change's number as id, its topic as event, and {id, topic, key, station, version, at, actor, body} as
                    data. The number resumes the stream without gap or double; `event: reset` says that it is too old and that the present
                    state has to be asked for. Messages are told live only, without id; `event: dropped` counts those a slow reader missed.
                    `event: heartbeat` comes at the beginning and when nothing else does, at least every `everySeconds` that it tells.""")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE))
    void live(
            @Parameter(
                            description =
                                    "any of connection, status, transaction, cost, command, job, message, station, token, setting, locallist, reservation,"
                                            + " event, monitor, customer, display; all but message when absent")
                    @RequestParam(required = false)
                    @Nullable
                    Set<String> topics,
            @Parameter(description = "identities; all when absent") @RequestParam(required = false) @Nullable
                    Set<String> station,
            @Parameter(description = "as the header Last-Event-ID") @RequestParam(required = false) @Nullable
                    String lastEventId,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventIdHeader,
            HttpServletResponse response)
            throws IOException {
        var filter = filter(topics, station);
        Long after = number(lastEventIdHeader != null ? lastEventIdHeader : lastEventId);
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        readers.incrementAndGet();
        try {
            new LiveStream(sources, filter, bell, stop, response.getOutputStream()).run(after);
        } catch (IOException gone) {
            // The reader hung up; that is how streams end.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            readers.decrementAndGet();
        }
    }

    private LiveFilter filter(@Nullable Set<String> topics, @Nullable Set<String> identities) {
        Set<String> wanted = topics == null ? Set.of() : topics;
        for (String topic : wanted) {
            if (!LiveFilter.TOPICS.contains(topic))
                throw ApiProblem.invalid(
                        "topics", "enum", "\"" + topic + "\" is no topic; topics are " + LiveFilter.TOPICS + ".");
        }
        var stations = new HashSet<StationId>();
        for (String identity : identities == null ? Set.<String>of() : identities) {
            stations.add(sources.stations()
                    .find(identity)
                    .orElseThrow(() -> ApiProblem.notFound("station", identity))
                    .id());
        }
        Scope scope = Scope.current();
        return new LiveFilter(wanted, stations, station -> sees(scope, station));
    }

    /** Stations move between sites while a stream is open. */
    private boolean sees(Scope scope, @Nullable StationId station) {
        if (!scope.isLimited()) return true;
        return station != null
                && sources.stations()
                        .find(station)
                        .map(Station::siteId)
                        .filter(scope::includes)
                        .isPresent();
    }

    private static @Nullable Long number(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isBlank()) return null;
        try {
            return Long.valueOf(lastEventId.strip());
        } catch (NumberFormatException e) {
            throw ApiProblem.invalid("Last-Event-ID", "number", "Last-Event-ID is the id of an event of this stream.");
        }
    }

    /** Streams end before the web server waits for its requests to end. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        stop.countDown();
        bell.ring();
    }
}
