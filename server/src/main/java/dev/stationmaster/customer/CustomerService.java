package dev.stationmaster.customer;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.changefeed.Change;
import dev.stationmaster.command.EffectTold;
import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.locallist.LocalListService;
import dev.stationmaster.report.Report;
import dev.stationmaster.report.ReportKey;
import dev.stationmaster.report.ReportKind;
import dev.stationmaster.report.ReportListener;
import dev.stationmaster.report.ReportPart;
import dev.stationmaster.report.Reports;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** Puts together what stations tell of customers, and takes those who are erased off the station's local list. */
@Service
public class CustomerService implements ReportListener {
    private final Reports reports;
    private final LocalListService lists;
    private final Ledger ledger;
    private final StationDirectory stations;
    private final ObjectProvider<EffectTold> effects;
    private final InstantSource clock;

    CustomerService(
            Reports reports,
            LocalListService lists,
            Ledger ledger,
            StationDirectory stations,
            ObjectProvider<EffectTold> effects,
            InstantSource clock) {
        this.reports = reports;
        this.lists = lists;
        this.ledger = ledger;
        this.stations = stations;
        this.effects = effects;
        this.clock = clock;
    }

    /**
     * One part of what a station tells of a customer; durable when this returns.
     *
     * @see "OCPP 2.0.1 part 2, N09 and N10"
     */
    public void report(ReportPart part) {
        ReportKey key = part.report();
        boolean before = reports.find(key)
                .filter(known -> known.state() == Report.State.COMPLETE)
                .isPresent();
        Optional<List<String>> contents = reports.part(part);
        if (contents.isEmpty()) return;
        boolean data = contents.get().stream().anyMatch(content -> !content.isBlank());
        String subject = "customer information " + key.requestId();
        effects.ifAvailable(
                told -> told.told(key.station(), subject, true, subject + (data ? " is here" : ": no data")));
        changed(key, Report.State.COMPLETE);
        if (!before) reports.find(key).ifPresent(this::forgetCustomer);
    }

    /** The station had said that it would; whether it reports or not, the customer leaves its list. */
    @Override
    public void incomplete(ReportKey report) {
        if (report.kind() != ReportKind.CUSTOMER) return;
        String subject = "customer information " + report.requestId();
        effects.ifAvailable(told -> told.told(report.station(), subject, false, subject + " is incomplete"));
        changed(report, Report.State.INCOMPLETE);
        reports.find(report).filter(known -> "Accepted".equals(known.answer())).ifPresent(this::forgetCustomer);
    }

    /** N10.FR.02. */
    private void forgetCustomer(Report report) {
        String asked = report.asked();
        if (asked == null) return;
        CustomerQuestion question = CustomerQuestion.read(asked);
        IdToken token = question.idToken();
        if (question.clear() && token != null) lists.erased(report.key().station(), token);
    }

    /** What it is about stays out of the stream: it is personal. */
    void changed(ReportKey report, Report.State state) {
        StationId station = report.station();
        String identity = stations.find(station).map(Station::identity).orElse("");
        Map<String, Object> body = Map.of("requestId", report.requestId(), "state", state.word());
        ledger.commit(new Change("customer", identity, station, body, "station", clock.instant()));
    }
}
