package dev.stationmaster.ocpp;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** Who may initiate which action. The schemas do not tell, so these lists are typed from the specifications. */
final class Actions {
    private static final Set<String> STATION_V16 = Set.of(
            "Authorize",
            "BootNotification",
            "DataTransfer",
            "DiagnosticsStatusNotification",
            "FirmwareStatusNotification",
            "Heartbeat",
            "LogStatusNotification",
            "MeterValues",
            "SecurityEventNotification",
            "SignCertificate",
            "SignedFirmwareStatusNotification",
            "StartTransaction",
            "StatusNotification",
            "StopTransaction");

    private static final Set<String> STATION_V2 = Set.of(
            "Authorize",
            "BatterySwap",
            "BootNotification",
            "ClearedChargingLimit",
            "ClosePeriodicEventStream",
            "DataTransfer",
            "FirmwareStatusNotification",
            "Get15118EVCertificate",
            "GetCertificateChainStatus",
            "GetCertificateStatus",
            "Heartbeat",
            "LogStatusNotification",
            "MeterValues",
            "NotifyChargingLimit",
            "NotifyCustomerInformation",
            "NotifyDERAlarm",
            "NotifyDERStartStop",
            "NotifyDisplayMessages",
            "NotifyEVChargingNeeds",
            "NotifyEVChargingSchedule",
            "NotifyEvent",
            "NotifyMonitoringReport",
            "NotifyPeriodicEventStream",
            "NotifyPriorityCharging",
            "NotifyReport",
            "NotifySettlement",
            "OpenPeriodicEventStream",
            "PublishFirmwareStatusNotification",
            "PullDynamicScheduleUpdate",
            "ReportChargingProfiles",
            "ReportDERControl",
            "ReservationStatusUpdate",
            "SecurityEventNotification",
            "SignCertificate",
            "StatusNotification",
            "TransactionEvent",
            "VatNumberValidation");

    private Actions() {}

    static Set<String> of(Version version, Direction direction, Set<String> all) {
        var fromStation = version.isV2() ? STATION_V2 : STATION_V16;
        var result = new TreeSet<String>();
        for (var action : all) {
            if (action.equals("DataTransfer")
                    || fromStation.contains(action) == (direction == Direction.FROM_STATION)) {
                result.add(action);
            }
        }
        return Collections.unmodifiableSet(result);
    }
}
