package dev.stationmaster.problem;

import dev.stationmaster.ocpp.Version;
import dev.stationmaster.station.Connectivity;
import dev.stationmaster.station.StationId;
import dev.stationmaster.transaction.TransactionService;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What may safely be tried next: a command that ends nobody's charge. */
@Component
class NextSteps {
    private static final Set<String> A_RESTART_MAY_CURE = Set.of(
            "InternalError", "ReaderFailure", "ResetFailure", "EVCommunicationError", "WeakSignal", "OtherError");

    private final Connectivity connectivity;
    private final TransactionService transactions;

    NextSteps(Connectivity connectivity, TransactionService transactions) {
        this.connectivity = connectivity;
        this.transactions = transactions;
    }

    /**
     * A command to offer.
     *
     * @param command the body for the station's commands
     * @param consequence none, or restarts: what somebody has to agree to
     */
    record Next(String type, Map<String, Object> command, String consequence) {}

    /** Empty when there is none, or the station is away. */
    Optional<Next> of(Problem problem) {
        StationId station = problem.station();
        if (station == null || !problem.open()) return Optional.empty();
        var link = connectivity.of(station).orElse(null);
        if (link == null || !link.connected()) return Optional.empty();
        boolean old = link.version() == Version.V16;
        return Optional.ofNullable(next(problem, station, old));
    }

    private @Nullable Next next(Problem problem, StationId station, boolean old) {
        return switch (problem.kind()) {
            case CONNECTOR_FAULT -> {
                boolean idle = transactions.openOn(station).isEmpty();
                boolean curable = A_RESTART_MAY_CURE.contains(problem.facts().getOrDefault("errorCode", "OtherError"));
                yield idle && curable ? restart(old) : trigger("StatusNotification", problem);
            }
            case CAR_WAITS -> trigger("StatusNotification", problem);
            case TRANSACTION_NOT_STOPPED -> {
                String transaction = problem.facts().get("transaction");
                yield old || transaction == null
                        ? trigger("StatusNotification", problem)
                        : next("GetTransactionStatus", Map.of("transaction", transaction), "none");
            }
            case COMMAND_UNANSWERED, CLOCK_WRONG -> next("TriggerMessage", Map.of("message", "Heartbeat"), "none");
            case BOOT_HELD -> next("TriggerMessage", Map.of("message", "BootNotification"), "none");
            case CERTIFICATE_ENDS -> next("RenewCertificate", Map.of(), "none");
            case STATION_OFFLINE, REMOTE_START_LOST, FINDING, CONNECTION_REFUSED, DISK_FULL, LOG_SHED -> null;
        };
    }

    private static Next restart(boolean old) {
        return next("Reset", Map.of("how", old ? "Soft" : "OnIdle"), "restarts");
    }

    private static Next trigger(String message, Problem problem) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("message", message);
        Integer evse = problem.evse();
        Integer connector = problem.connector();
        if (evse != null && evse > 0) fields.put("evse", evse);
        if (connector != null && connector > 0) fields.put("connector", connector);
        return next("TriggerMessage", fields, "none");
    }

    private static Next next(String type, Map<String, Object> fields, String consequence) {
        Map<String, Object> command = new LinkedHashMap<>();
        command.put("type", type);
        command.putAll(fields);
        return new Next(type, command, consequence);
    }
}
