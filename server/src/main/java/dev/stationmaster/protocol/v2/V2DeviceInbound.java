package dev.stationmaster.protocol.v2;

import static dev.stationmaster.protocol.Binding.binding;

import dev.stationmaster.devicemodel.DeviceModelService;
import dev.stationmaster.devicemodel.ReportedVariable;
import dev.stationmaster.devicemodel.VariableValue;
import dev.stationmaster.diagnostics.DeviceEvent;
import dev.stationmaster.diagnostics.DiagnosticsService;
import dev.stationmaster.monitoring.MonitoringService;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.ocpp.v2.Component;
import dev.stationmaster.ocpp.v2.EVSE;
import dev.stationmaster.ocpp.v2.EventData;
import dev.stationmaster.ocpp.v2.NotifyEventRequest;
import dev.stationmaster.ocpp.v2.NotifyEventResponse;
import dev.stationmaster.ocpp.v2.NotifyReportRequest;
import dev.stationmaster.ocpp.v2.NotifyReportResponse;
import dev.stationmaster.ocpp.v2.ReportData;
import dev.stationmaster.ocpp.v2.Variable;
import dev.stationmaster.ocpp.v2.VariableCharacteristics;
import dev.stationmaster.protocol.Binding;
import dev.stationmaster.protocol.Caller;
import dev.stationmaster.protocol.InboundBlock;
import dev.stationmaster.protocol.Reply;
import dev.stationmaster.status.ConnectorReport;
import dev.stationmaster.status.StatusService;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a 2.x station says about its own parts (A04, B07, B08, G01, N07, N08). */
@org.springframework.stereotype.Component
final class V2DeviceInbound implements InboundBlock {
    private final DiagnosticsService diagnostics;
    private final StatusService statuses;
    private final DeviceModelService devices;
    private final MonitoringService monitoring;

    V2DeviceInbound(
            DiagnosticsService diagnostics,
            StatusService statuses,
            DeviceModelService devices,
            MonitoringService monitoring) {
        this.diagnostics = diagnostics;
        this.statuses = statuses;
        this.devices = devices;
        this.monitoring = monitoring;
    }

    @Override
    public Set<Version> versions() {
        return Set.of(Version.V201, Version.V21);
    }

    @Override
    public List<Binding<?, ?>> bindings() {
        return List.of(
                binding("NotifyReport", NotifyReportRequest.class, this::notifyReport),
                binding("NotifyEvent", NotifyEventRequest.class, this::notifyEvent));
    }

    /** B07, B08: one part of a report; parts may come late, twice, or without a request of ours. */
    private Reply<NotifyReportResponse> notifyReport(Caller caller, NotifyReportRequest request) {
        List<ReportData> data = request.reportData();
        devices.report(
                caller.station(),
                request.requestId(),
                request.seqNo(),
                Boolean.TRUE.equals(request.tbc()),
                request.generatedAt(),
                data == null
                        ? List.of()
                        : data.stream().map(V2DeviceInbound::reported).toList());
        return Reply.of(new NotifyReportResponse(null));
    }

    private static ReportedVariable reported(ReportData data) {
        VariableCharacteristics told = data.variableCharacteristics();
        return new ReportedVariable(
                variable(data.component(), data.variable()),
                data.variableAttribute().stream()
                        .map(attribute -> new ReportedVariable.Attribute(
                                attribute.type() == null ? VariableValue.ACTUAL : attribute.type(),
                                attribute.value(),
                                attribute.mutability(),
                                Boolean.TRUE.equals(attribute.persistent()),
                                Boolean.TRUE.equals(attribute.constant())))
                        .toList(),
                told == null
                        ? null
                        : new ReportedVariable.Characteristics(
                                told.dataType(),
                                told.unit(),
                                told.minLimit(),
                                told.maxLimit(),
                                told.valuesList(),
                                told.supportsMonitoring()));
    }

    private static dev.stationmaster.devicemodel.Variable variable(Component component, Variable variable) {
        EVSE evse = component.evse();
        return new dev.stationmaster.devicemodel.Variable(
                component.name(),
                component.instance(),
                evse == null ? null : evse.id(),
                evse == null ? null : evse.connectorId(),
                variable.name(),
                variable.instance());
    }

    /** N07.FR.03, N08.FR.02; a lock that fails is one, too (G05.FR.03). Of a busy EVSE only the connector in use is told (G01.FR.08). */
    private Reply<NotifyEventResponse> notifyEvent(Caller caller, NotifyEventRequest request) {
        diagnostics.events(request.eventData().stream()
                .map(event -> deviceEvent(caller, event))
                .toList());
        devices.updated(
                caller.station(),
                request.eventData().stream()
                        .filter(event -> !event.actualValue().isEmpty())
                        .map(event -> new VariableValue(
                                variable(event.component(), event.variable()),
                                VariableValue.ACTUAL,
                                event.actualValue(),
                                null))
                        .toList(),
                "event");
        for (EventData event : request.eventData()) {
            boolean state = event.variable().name().equalsIgnoreCase("AvailabilityState");
            if (state && !event.actualValue().isEmpty()) availability(caller, event);
        }
        return Reply.of(new NotifyEventResponse(null));
    }

    /** The monitor of a variable that must not be read sends no value (TC_N_48). */
    private DeviceEvent deviceEvent(Caller caller, EventData event) {
        Component component = event.component();
        Variable variable = event.variable();
        EVSE evse = component.evse();
        return new DeviceEvent(
                caller.station(),
                DeviceEvent.Kind.DEVICE,
                event.timestamp(),
                caller.receivedAt(),
                event.eventId(),
                new DeviceEvent.Place(
                        component.name(),
                        component.instance(),
                        evse == null ? null : evse.id(),
                        evse == null ? null : evse.connectorId(),
                        variable.name(),
                        variable.instance()),
                event.actualValue().isEmpty() ? null : event.actualValue(),
                event.trigger(),
                severity(caller, event),
                event.cleared(),
                null,
                event.techCode(),
                event.techInfo(),
                new DeviceEvent.Origin(
                        event.variableMonitoringId(),
                        event.cause(),
                        event.eventNotificationType(),
                        event.transactionId()));
    }

    /** Since 2.1 the event tells; before, it is the monitor's. */
    private @Nullable Integer severity(Caller caller, EventData event) {
        Integer monitor = event.variableMonitoringId();
        if (event.severity() != null || monitor == null) return event.severity();
        OptionalInt known = monitoring.severity(caller.station(), monitor);
        return known.isPresent() ? Integer.valueOf(known.getAsInt()) : null;
    }

    /** The state of a connector, an EVSE or the station; since 2.1 preferred over StatusNotification (G01, B01.FR.05). */
    private void availability(Caller caller, EventData event) {
        EVSE evse = event.component().evse();
        Integer connector = evse == null ? null : evse.connectorId();
        statuses.report(
                caller.station(),
                new ConnectorReport(
                        evse == null ? 0 : evse.id(),
                        connector == null ? 0 : connector,
                        null,
                        event.actualValue(),
                        null,
                        event.techInfo(),
                        null,
                        event.techCode(),
                        event.timestamp(),
                        caller.receivedAt()));
    }
}
