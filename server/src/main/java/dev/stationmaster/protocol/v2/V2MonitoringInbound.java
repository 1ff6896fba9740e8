package dev.stationmaster.protocol.v2;

import static dev.stationmaster.protocol.Binding.binding;

import dev.stationmaster.customer.CustomerService;
import dev.stationmaster.monitoring.MonitoringService;
import dev.stationmaster.monitoring.ReportedMonitor;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.ocpp.v2.MonitoringData;
import dev.stationmaster.ocpp.v2.NotifyCustomerInformationRequest;
import dev.stationmaster.ocpp.v2.NotifyCustomerInformationResponse;
import dev.stationmaster.ocpp.v2.NotifyMonitoringReportRequest;
import dev.stationmaster.ocpp.v2.NotifyMonitoringReportResponse;
import dev.stationmaster.ocpp.v2.VariableMonitoring;
import dev.stationmaster.protocol.Binding;
import dev.stationmaster.protocol.Caller;
import dev.stationmaster.protocol.InboundBlock;
import dev.stationmaster.protocol.Reply;
import dev.stationmaster.report.ReportKey;
import dev.stationmaster.report.ReportKind;
import dev.stationmaster.report.ReportPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Reports of monitors and of customers' data in 2.x (N02, N09, N10); parts may come late, twice, or without a request of ours. */
@Component
final class V2MonitoringInbound implements InboundBlock {
    private final MonitoringService monitoring;
    private final CustomerService customers;

    V2MonitoringInbound(MonitoringService monitoring, CustomerService customers) {
        this.monitoring = monitoring;
        this.customers = customers;
    }

    @Override
    public Set<Version> versions() {
        return Set.of(Version.V201, Version.V21);
    }

    @Override
    public List<Binding<?, ?>> bindings() {
        return List.of(
                binding("NotifyMonitoringReport", NotifyMonitoringReportRequest.class, this::monitors),
                binding("NotifyCustomerInformation", NotifyCustomerInformationRequest.class, this::customer));
    }

    private Reply<NotifyMonitoringReportResponse> monitors(Caller caller, NotifyMonitoringReportRequest request) {
        List<MonitoringData> told = request.monitor() == null ? List.of() : request.monitor();
        List<ReportedMonitor> monitors = new ArrayList<>();
        for (MonitoringData data : told) {
            for (VariableMonitoring one : data.variableMonitoring()) {
                monitors.add(new ReportedMonitor(
                        one.id(),
                        V2OutboundVariables.domain(data.component(), data.variable()),
                        one.type(),
                        one.value(),
                        one.severity(),
                        one.transaction(),
                        one.eventNotificationType()));
            }
        }
        var report = new ReportKey(caller.station(), ReportKind.MONITORING, request.requestId());
        boolean more = Boolean.TRUE.equals(request.tbc());
        monitoring.report(report, request.seqNo(), more, request.generatedAt(), monitors);
        return Reply.of(new NotifyMonitoringReportResponse(null));
    }

    private Reply<NotifyCustomerInformationResponse> customer(Caller caller, NotifyCustomerInformationRequest request) {
        customers.report(new ReportPart(
                new ReportKey(caller.station(), ReportKind.CUSTOMER, request.requestId()),
                request.seqNo(),
                Boolean.TRUE.equals(request.tbc()),
                request.generatedAt(),
                caller.receivedAt(),
                request.data()));
        return Reply.of(new NotifyCustomerInformationResponse(null));
    }
}
