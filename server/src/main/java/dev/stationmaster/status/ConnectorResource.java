package dev.stationmaster.status;

import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.transaction.Transaction;
import dev.stationmaster.transaction.TransactionService;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A station's connectors: what they last said, and the transaction that runs there. */
@RestController
@RequestMapping("/api/v1/stations/{id}/connectors")
class ConnectorResource {
    private final StationDirectory stations;
    private final StatusService status;
    private final TransactionService transactions;

    ConnectorResource(StationDirectory stations, StatusService status, TransactionService transactions) {
        this.stations = stations;
        this.status = status;
        this.transactions = transactions;
    }

    /**
     * @param evse 0 with connector 0 is the station itself
     * @param reportedAt station clock; null when it told none
     * @param transaction the one that runs there; with several the latest
     */
    record ConnectorView(
            int evse,
            int connector,
            String status,
            @Nullable String errorCode,
            @Nullable String info,
            @Nullable String vendorId,
            @Nullable String vendorErrorCode,
            @Nullable Instant reportedAt,
            Instant receivedAt,
            @Nullable UUID transaction) {}

    record Connectors(List<ConnectorView> items) {}

    @GetMapping
    Connectors list(@PathVariable String id) {
        Station station = stations.find(id).orElseThrow(() -> ApiProblem.notFound("station", id));
        List<Transaction> open = transactions.openOn(station.id());
        return new Connectors(status.connectors(station.id()).stream()
                .map(report -> view(report, open))
                .toList());
    }

    private static ConnectorView view(ConnectorReport report, List<Transaction> open) {
        UUID running = null;
        for (Transaction transaction : open) {
            Integer connector = transaction.connector();
            boolean here = Objects.equals(transaction.evse(), report.evse())
                    && (connector == null || connector == report.connector());
            if (here) running = transaction.publicId();
        }
        return new ConnectorView(
                report.evse(),
                report.connector(),
                report.status(),
                report.errorCode(),
                report.info(),
                report.vendorId(),
                report.vendorErrorCode(),
                report.at(),
                report.receivedAt(),
                running);
    }
}
