package dev.stationmaster.reservation;

import dev.stationmaster.command.SendingRule;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.command.StationCommand.ReserveNow;
import dev.stationmaster.devicemodel.DeviceModelService;
import dev.stationmaster.devicemodel.Variable;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationId;
import dev.stationmaster.status.ConnectorReport;
import dev.stationmaster.status.StatusService;
import dev.stationmaster.transaction.TransactionService;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What speaks against a reservation before the station is asked (1.6 §5.13; 2.x H01). */
@Component
class ReservationRules implements SendingRule {
    private final ReservationService reservations;
    private final StatusService statuses;
    private final TransactionService transactions;
    private final DeviceModelService devices;
    private final InstantSource clock;

    ReservationRules(
            ReservationService reservations,
            StatusService statuses,
            TransactionService transactions,
            DeviceModelService devices,
            InstantSource clock) {
        this.reservations = reservations;
        this.statuses = statuses;
        this.transactions = transactions;
        this.devices = devices;
        this.clock = clock;
    }

    @Override
    public @Nullable String against(Station station, StationCommand command) {
        if (!(command instanceof ReserveNow reserve)) return null;
        if (!reserve.expiresAt().isAfter(clock.instant())) {
            return "the reservation would have run out at " + reserve.expiresAt() + " already";
        }
        List<ConnectorReport> reports = statuses.connectors(station.id());
        String whole = reports.stream()
                .filter(report -> report.evse() == 0 && isOut(report))
                .map(report -> "the station is " + report.status())
                .findFirst()
                .orElse(null);
        if (whole != null) return whole;
        Integer evse = Reservation.place(reserve);
        return evse == null ? anywhere(station.id(), reports) : at(station.id(), evse, reserve, reports);
    }

    private @Nullable String at(StationId station, int evse, ReserveNow reserve, List<ConnectorReport> reports) {
        for (Reservation other : reservations.open(station)) {
            boolean sameNumber = Objects.equals(reserve.id(), other.wireId());
            boolean here = Objects.equals(other.evse(), evse);
            // Under the same number it takes the place of that one (H01.FR.02).
            if (here && sameNumber) return null;
            if (here)
                return "EVSE " + evse + " is reserved until " + other.expiresAt() + " (reservation " + other.wireId()
                        + ")";
        }
        boolean charging =
                transactions.openOn(station).stream().anyMatch(transaction -> Objects.equals(transaction.evse(), evse));
        if (charging) return "EVSE " + evse + " is occupied: a transaction runs there";
        List<ConnectorReport> here =
                reports.stream().filter(report -> report.evse() == evse).toList();
        boolean free = here.isEmpty()
                || here.stream().anyMatch(report -> report.status().equals("Available"));
        return free ? null : "EVSE " + evse + " is " + here.getFirst().status();
    }

    private @Nullable String anywhere(StationId station, List<ConnectorReport> reports) {
        if (isFalse(station, Variable.key("ReserveConnectorZeroSupported"))) {
            return "the station reserves named connectors only (ReserveConnectorZeroSupported is false)";
        }
        if (isFalse(station, Variable.of("ReservationCtrlr", "NonEvseSpecific", null))) {
            return "the station reserves named EVSEs only (ReservationCtrlr.NonEvseSpecific is false; H01.FR.18, H01.FR.19)";
        }
        List<ConnectorReport> places =
                reports.stream().filter(report -> report.evse() > 0).toList();
        boolean free = places.isEmpty()
                || places.stream().anyMatch(report -> report.status().equals("Available"));
        return free ? null : "no connector of the station is free";
    }

    private boolean isFalse(StationId station, Variable variable) {
        return devices.value(station, variable)
                .filter(value -> value.equalsIgnoreCase("false"))
                .isPresent();
    }

    private static boolean isOut(ConnectorReport report) {
        return report.status().equals("Faulted") || report.status().equals("Unavailable");
    }
}
