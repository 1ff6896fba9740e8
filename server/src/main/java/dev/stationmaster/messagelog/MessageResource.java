package dev.stationmaster.messagelog;

import dev.stationmaster.messagelog.Exchange.Direction;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Paging;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was said between a station and us, and what was odd about it. */
@RestController
@RequestMapping("/api/v1/stations/{station}")
@Tag(name = "messages")
class MessageResource {
    /** How long a reader waits for what was said a moment ago to be stored. */
    private static final long PATIENCE_MILLIS = 200;

    private static final int AT_ONCE = 500;
    private static final int MOST_LOOKED = 10_000;

    private final StationDirectory stations;
    private final ExchangeStore exchanges;
    private final FindingStore findings;
    private final BufferedMessageLog messageLog;

    MessageResource(
            StationDirectory stations, ExchangeStore exchanges, FindingStore findings, BufferedMessageLog messageLog) {
        this.stations = stations;
        this.exchanges = exchanges;
        this.findings = findings;
        this.messageLog = messageLog;
    }

    @GetMapping("/messages")
    @Operation(
            summary = "Exchanges with the station, newest first: both directions, each with its answer, secrets masked")
    Page<Message> messages(
            @PathVariable String station,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String direction,
            @RequestParam(defaultValue = "false") boolean errorsOnly,
            @RequestParam(required = false) @Nullable Instant since,
            @RequestParam(required = false) @Nullable Instant until,
            @Parameter(description = "part of either frame") @RequestParam(required = false) @Nullable String q,
            @Parameter(description = "number of an EVSE, in 1.6 of a connector")
                    @RequestParam(required = false)
                    @Nullable
                    Integer evse,
            @Parameter(description = "a transaction's id on the wire") @RequestParam(required = false) @Nullable
                    String transaction) {
        var paging = Paging.of(limit, after);
        var filter = new ExchangeStore.Filter(known(station), action, direction(direction), errorsOnly, since, until);
        messageLog.settle(PATIENCE_MILLIS);
        var search = PayloadSearch.of(q, evse, transaction);
        if (!search.isEmpty()) return searched(filter, search, paging);
        List<Message> found = exchanges.list(filter, paging.afterNumber(), paging.fetch());
        return Page.of(found, paging, message -> Long.toString(message.id()));
    }

    /** Frames are stored compressed, so they are looked through one after the other: a page ends after so many, found or not. */
    private Page<Message> searched(ExchangeStore.Filter filter, PayloadSearch search, Paging paging) {
        var found = new ArrayList<Message>();
        Long before = paging.afterNumber();
        for (int looked = 0; looked < MOST_LOOKED; looked += AT_ONCE) {
            List<Message> some = exchanges.list(filter, before, AT_ONCE);
            for (Message message : some) {
                before = message.id();
                if (search.matches(message)) found.add(message);
                if (found.size() == paging.limit()) return Page.soFar(found, Long.toString(before));
            }
            if (some.size() < AT_ONCE) return Page.soFar(found, null);
        }
        return Page.soFar(found, String.valueOf(before));
    }

    /**
     * Something odd that a station does, counted.
     *
     * @param code the rule that it breaks, as JSON Schema names it, or ours
     * @param path where in the payload, as JSON pointer; {@code *} stands for any element of a list
     */
    record FindingShown(
            String code,
            String action,
            String path,
            String message,
            long count,
            Instant firstSeenAt,
            Instant lastSeenAt) {}

    @GetMapping("/findings")
    @Operation(summary = "What was odd about the station's messages, counted by place and rule, last seen first")
    Page<FindingShown> findings(
            @PathVariable String station,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        var paging = Paging.of(limit, after);
        messageLog.settle(PATIENCE_MILLIS);
        List<FindingShown> found = findings.list(known(station), paging.fetch(), instant(paging.after())).stream()
                .map(f -> new FindingShown(f.rule(), f.action(), f.path(), f.message(), f.count(), f.first(), f.last()))
                .toList();
        return Page.of(found, paging, finding -> finding.lastSeenAt().toString());
    }

    private static @Nullable Instant instant(@Nullable String after) {
        return after == null ? null : Instant.parse(after);
    }

    private StationId known(String identity) {
        return stations.find(identity)
                .orElseThrow(() -> ApiProblem.notFound("station", identity))
                .id();
    }

    private static @Nullable Direction direction(@Nullable String word) {
        if (word == null) return null;
        return Arrays.stream(Direction.values())
                .filter(direction -> Codes.word(direction).equals(word))
                .findFirst()
                .orElseThrow(() -> ApiProblem.invalid("direction", "enum", "direction is fromStation or toStation."));
    }
}
