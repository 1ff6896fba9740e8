package dev.stationmaster.commissioning;

import dev.stationmaster.command.CommandListener;
import dev.stationmaster.command.StationCommand.UnlockConnector;
import dev.stationmaster.status.ConnectorReport;
import dev.stationmaster.transaction.Transaction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What statuses, transactions and answers say about the tests of a connector. Pure. */
final class ConnectorFacts {
    /** A car is there: the words of 1.6 and of 2.x. */
    private static final Set<String> PLUGGED =
            Set.of("Preparing", "Charging", "SuspendedEV", "SuspendedEVSE", "Finishing", "Occupied");

    private static final String TRANSACTION = "transaction";

    private ConnectorFacts() {}

    static Commissioning reported(Commissioning known, ConnectorReport report) {
        Map<String, String> evidence = Map.of("status", report.status());
        boolean plugged = PLUGGED.contains(report.status());
        return known.with(
                Check.PLUGGED,
                report.evse(),
                report.connector(),
                step -> plugged ? step.passed(report.receivedAt(), evidence) : step.seen(evidence));
    }

    /**
     * A transaction as it stands: what it proves of the connector it is at.
     *
     * @param charging whether current flows by what the connector says
     */
    static Commissioning charged(Commissioning known, Transaction one, boolean charging, Instant now) {
        CheckStep place = place(known, one);
        if (place == null) return known;
        int evse = place.evse();
        int connector = place.connector();
        BigDecimal energy = one.energyWh() == null ? BigDecimal.ZERO : one.energyWh();
        Map<String, String> evidence = new LinkedHashMap<>();
        evidence.put(TRANSACTION, one.publicId().toString());
        Map<String, String> measured = new LinkedHashMap<>(evidence);
        measured.put("energyWh", energy.setScale(0, RoundingMode.HALF_UP).toPlainString());
        boolean flows = charging || "Charging".equals(one.chargingState()) || energy.signum() > 0;
        boolean enough = energy.compareTo(BigDecimal.valueOf(known.terms().energyWh())) >= 0;
        Commissioning told = known;
        if (flows) told = told.with(Check.PLUGGED, evse, connector, step -> step.passed(now, evidence));
        told = told.with(
                Check.CHARGING, evse, connector, step -> flows ? step.passed(now, evidence) : step.seen(evidence));
        told = told.with(
                Check.ENERGY, evse, connector, step -> enough ? step.passed(now, measured) : step.seen(measured));
        if (one.open() || !began(told, evse, connector)) return told;
        Map<String, String> end = new LinkedHashMap<>(measured);
        if (one.stopReason() != null) end.put("stopReason", one.stopReason());
        return told.with(Check.STOPPED, evse, connector, step -> step.passed(now, end));
    }

    private static boolean began(Commissioning known, int evse, int connector) {
        return known.steps().stream()
                .anyMatch(step -> step.check() == Check.CHARGING
                        && step.isAt(evse, connector)
                        && step.state() == CheckStep.State.PASSED);
    }

    /** The first step of the connector that the transaction runs at; a station may leave the connector out. */
    private static @Nullable CheckStep place(Commissioning known, Transaction one) {
        Integer evse = one.evse();
        Integer connector = one.connector();
        if (evse == null) return null;
        return known.steps().stream()
                .filter(step -> step.check().onConnector() && step.evse() == evse)
                .filter(step -> connector == null || step.connector() == connector)
                .findFirst()
                .orElse(null);
    }

    /** The station answered to an unlock. */
    static Commissioning unlocked(
            Commissioning known, UnlockConnector asked, CommandListener.Ended answer, Instant now) {
        Integer evse = asked.evse() == null ? asked.connector() : asked.evse();
        Integer connector = asked.evse() == null || asked.connector() == null ? Integer.valueOf(1) : asked.connector();
        if (evse == null) return known;
        Map<String, String> evidence = new LinkedHashMap<>();
        evidence.put("command", answer.id().toString());
        if (answer.status() != null) evidence.put("status", answer.status());
        else if (answer.reason() != null) evidence.put("status", answer.reason());
        boolean done = answer.how() == CommandListener.How.ANSWERED && answer.positive();
        return known.with(
                Check.UNLOCKED, evse, connector, step -> done ? step.passed(now, evidence) : step.seen(evidence));
    }
}
