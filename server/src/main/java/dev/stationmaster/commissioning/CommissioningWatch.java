package dev.stationmaster.commissioning;

import dev.stationmaster.changefeed.Change;
import dev.stationmaster.command.CommandListener;
import dev.stationmaster.command.StationCommand.UnlockConnector;
import dev.stationmaster.devicemodel.ReportListener;
import dev.stationmaster.ledger.CommitListener;
import dev.stationmaster.ledger.Fact;
import dev.stationmaster.metering.ReadingFact;
import dev.stationmaster.platform.OwnThread;
import dev.stationmaster.station.StationId;
import dev.stationmaster.status.ConnectorReport;
import dev.stationmaster.status.ConnectorStatusFact;
import dev.stationmaster.transaction.Transaction;
import dev.stationmaster.transaction.TransactionListener;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Hears what the stations tell that somebody commissions; one after the other, on a thread of its own. */
@Component
class CommissioningWatch
        implements CommitListener, TransactionListener, CommandListener, ReportListener, SmartLifecycle {
    private final CommissioningService commissionings;
    private final InstantSource clock;
    private final OwnThread thread = new OwnThread("commissioning");

    CommissioningWatch(CommissioningService commissionings, InstantSource clock) {
        this.commissionings = commissionings;
        this.clock = clock;
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() {
        thread.stop();
    }

    /** A fact is told before those who keep the present state in memory have taken it over, and some things happened while the server was away. */
    @Scheduled(initialDelay = 0, fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void lookAgain() {
        commissionings.open().forEach(this::look);
    }

    /** Before the ports open, so that nothing is missed. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public boolean isRunning() {
        return thread.isRunning();
    }

    @Override
    public void committed(List<? extends Fact<?>> facts) {
        for (Fact<?> fact : facts) {
            if (fact instanceof Change change) changed(change);
            else if (fact instanceof ConnectorStatusFact status && commissionings.isOpen(status.station()))
                told(status.station(), known -> reported(known, status.report()));
            else if (fact instanceof ReadingFact reading && commissionings.isOpen(reading.station())) read(reading);
        }
    }

    private void changed(Change change) {
        StationId station = change.station();
        if (station == null || !commissionings.isOpen(station)) return;
        if (change.topic().equals("connection") || change.topic().equals("station")) look(station);
    }

    /** Also one that says nothing new: its time is news of the station's clock. */
    private static Commissioning reported(Commissioning known, ConnectorReport report) {
        boolean place = report.evse() > 0 && report.connector() > 0;
        Commissioning now = place ? known.with(report.evse(), report.connector()) : known;
        Instant told = report.at();
        return ConnectorFacts.reported(
                told == null ? now : UnitFacts.clocked(now, told, report.receivedAt(), "StatusNotification"), report);
    }

    private void read(ReadingFact fact) {
        Instant taken = fact.reading().takenAt();
        told(fact.station(), known -> UnitFacts.clocked(known, taken, fact.receivedAt(), "MeterValues"));
    }

    @Override
    public void started(Transaction transaction) {
        seen(transaction);
    }

    @Override
    public void updated(Transaction transaction) {
        seen(transaction);
    }

    @Override
    public void ended(Transaction transaction) {
        seen(transaction);
    }

    private void seen(Transaction transaction) {
        if (!commissionings.isOpen(transaction.station())) return;
        told(transaction.station(), known -> commissionings.charged(known, transaction));
    }

    @Override
    public void ended(Ended command) {
        if (!commissionings.isOpen(command.station())) return;
        Instant now = clock.instant();
        told(
                command.station(),
                known -> command.command() instanceof UnlockConnector unlock
                        ? ConnectorFacts.unlocked(known, unlock, command, now)
                        : known);
    }

    @Override
    public void completed(StationId station, int requestId, int variables) {
        look(station);
    }

    @Override
    public void incomplete(StationId station, int requestId) {}

    private void look(StationId station) {
        told(station, UnaryOperator.identity());
    }

    private void told(StationId station, UnaryOperator<Commissioning> fact) {
        if (commissionings.isOpen(station)) thread.execute(() -> commissionings.told(station, fact));
    }
}
