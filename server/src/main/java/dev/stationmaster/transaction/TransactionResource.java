package dev.stationmaster.transaction;

import dev.stationmaster.metering.ReadingView;
import dev.stationmaster.metering.Readings;
import dev.stationmaster.metering.StoredReading;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Paging;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The transactions: list, get, what the station said about them, what the meter said. */
@RestController
@RequestMapping("/api/v1/transactions")
class TransactionResource {
    private final TransactionStore store;
    private final TransactionEventStore events;
    private final Readings readings;
    private final OpenTransactions open;
    private final TransactionFeed feed;
    private final StationDirectory stations;
    private final TransactionPricing pricing;

    TransactionResource(
            TransactionStore store,
            TransactionEventStore events,
            Readings readings,
            OpenTransactions open,
            TransactionFeed feed,
            StationDirectory stations,
            TransactionPricing pricing) {
        this.store = store;
        this.events = events;
        this.readings = readings;
        this.open = open;
        this.feed = feed;
        this.stations = stations;
        this.pricing = pricing;
    }

    @GetMapping
    Page<TransactionView> list(
            @RequestParam(required = false) @Nullable String station,
            @RequestParam(required = false) @Nullable String idToken,
            @RequestParam(required = false) @Nullable String transactionId,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Instant since,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        var paging = Paging.of(limit, after);
        if (transactionId != null && station == null)
            throw ApiProblem.invalid("station", "required", "An id on the wire is known within its station only.");
        var filter = new TransactionStore.Filter(
                station == null ? null : station(station), idToken, transactionId, wantsOpen(state), since, until);
        Page<TransactionStore.Stored> page = Page.of(list(filter, paging), paging, filter::key);
        Map<UUID, TransactionCost> costs = pricing.costs(
                page.items().stream().map(one -> one.row().publicId()).toList());
        return page.map(one -> view(one, costs.get(one.row().publicId())));
    }

    @GetMapping("/{id}")
    TransactionView get(@PathVariable UUID id) {
        return view(stored(id), pricing.costs(List.of(id)).get(id));
    }

    /** What the station said about it, by sequence number, then time. */
    @GetMapping("/{id}/events")
    Page<TransactionEventView> events(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        var paging = Paging.of(limit, after);
        var row = stored(id).row();
        var found = events.list(row.day(), row.id(), TransactionEventView.after(paging.after()), paging.fetch());
        return Page.of(found, paging, TransactionEventView::key).map(TransactionEventView::of);
    }

    /**
     * What the meter said.
     *
     * @param order {@code oldest} (the default) or {@code newest} first
     */
    @GetMapping("/{id}/readings")
    Page<ReadingView> readings(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "oldest") String order,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        if (!order.equals("oldest") && !order.equals("newest")) {
            throw ApiProblem.invalid("order", "oldest|newest", "order is \"oldest\" or \"newest\".");
        }
        var paging = Paging.of(limit, after);
        var row = stored(id).row();
        StoredReading last = ReadingView.after(paging.after());
        var found = readings.list(row.day(), row.id(), order.equals("newest"), last, paging.fetch());
        return Page.of(found, paging, ReadingView::key).map(ReadingView::of);
    }

    private StationId station(String identity) {
        return stations.everKnown(identity).orElseThrow(() -> ApiProblem.notFound("station", identity));
    }

    private List<TransactionStore.Stored> list(TransactionStore.Filter filter, Paging paging) {
        try {
            return store.list(filter, paging.after(), paging.fetch());
        } catch (DateTimeException | NumberFormatException e) {
            throw ApiProblem.invalid("after", "cursor", "after is the value of next from the page before.");
        }
    }

    private static @Nullable Boolean wantsOpen(@Nullable String state) {
        if (state == null) return null;
        return switch (state) {
            case "open" -> true;
            case "ended" -> false;
            default -> throw ApiProblem.invalid("state", "open|ended", "state is \"open\" or \"ended\".");
        };
    }

    private TransactionStore.Stored stored(UUID id) {
        return store.find(id).orElseThrow(() -> ApiProblem.notFound("transaction", id.toString()));
    }

    /** As stored, unless it runs: then memory knows the latest values. */
    private TransactionView view(TransactionStore.Stored stored, @Nullable TransactionCost cost) {
        TransactionState live = open.find(stored.row().publicId());
        return live == null
                ? feed.view(stored.row(), stored.conclusions(), cost)
                : feed.view(live.row(), Conclusions.of(live), cost);
    }
}
