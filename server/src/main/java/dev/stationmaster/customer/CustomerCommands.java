package dev.stationmaster.customer;

import dev.stationmaster.command.CommandCompletion;
import dev.stationmaster.command.CommandListener;
import dev.stationmaster.command.RequestIds;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.command.StationCommand.CustomerInformation;
import dev.stationmaster.report.Report;
import dev.stationmaster.report.ReportKey;
import dev.stationmaster.report.ReportKind;
import dev.stationmaster.report.Reports;
import org.springframework.stereotype.Component;

/** Numbers questions about customers, so that several at once are kept apart, and notes what stations answered. */
@Component
class CustomerCommands implements CommandCompletion, CommandListener {
    private final Reports reports;
    private final CustomerService customers;
    private final RequestIds requestIds;

    CustomerCommands(Reports reports, CustomerService customers, RequestIds requestIds) {
        this.reports = reports;
        this.customers = customers;
        this.requestIds = requestIds;
    }

    /** Noted before it is sent: the first part may overtake our dealing with the answer. */
    @Override
    public StationCommand complete(Draft draft, StationCommand command) {
        CustomerInformation ask = CustomerQuestion.meant(command);
        if (ask == null) return command;
        Integer wanted = ask.requestId();
        int requestId = wanted == null ? requestIds.next(draft.station()) : wanted;
        var report = new ReportKey(draft.station(), ReportKind.CUSTOMER, requestId);
        reports.asked(report, draft.id(), CustomerQuestion.of(ask).json());
        if (command instanceof StationCommand.Call) return command;
        return new CustomerInformation(
                ask.report(),
                ask.clear(),
                ask.idToken(),
                ask.customerIdentifier(),
                ask.customerCertificate(),
                requestId);
    }

    @Override
    public void ended(Ended command) {
        CustomerInformation ask = CustomerQuestion.meant(command.command());
        Integer requestId = ask == null ? null : ask.requestId();
        if (requestId == null) return;
        var report = new ReportKey(command.station(), ReportKind.CUSTOMER, requestId);
        switch (command.how()) {
            case NOT_SENT -> reports.forget(report);
            case ERROR -> refused(report, "error");
            case UNKNOWN -> {}
            case ANSWERED -> {
                if (command.positive()) reports.answered(report, null, command.status());
                else refused(report, String.valueOf(command.status()));
            }
        }
    }

    private void refused(ReportKey report, String status) {
        reports.answered(report, Report.State.REFUSED, status);
        customers.changed(report, Report.State.REFUSED);
    }
}
