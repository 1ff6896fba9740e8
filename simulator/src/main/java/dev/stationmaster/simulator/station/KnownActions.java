package dev.stationmaster.simulator.station;

import java.util.Set;

/** Names of what a server may ask of a 2.x station, to tell "not supported" from "never heard of". */
final class KnownActions {
    static final Set<String> V2 = Set.of(
            "AFRRSignal",
            "AdjustPeriodicEventStream",
            "CancelReservation",
            "ChangeTransactionTariff",
            "ClearChargingProfile",
            "ClearDERControl",
            "ClearDisplayMessage",
            "ClearTariffs",
            "ClearVariableMonitoring",
            "CostUpdated",
            "CustomerInformation",
            "GetChargingProfiles",
            "GetCompositeSchedule",
            "GetDERControl",
            "GetDisplayMessages",
            "GetLocalListVersion",
            "GetLog",
            "GetMonitoringReport",
            "GetPeriodicEventStream",
            "GetTariffs",
            "NotifyAllowedEnergyTransfer",
            "NotifyWebPaymentStarted",
            "PublishFirmware",
            "RequestBatterySwap",
            "ReserveNow",
            "SendLocalList",
            "SetChargingProfile",
            "SetDERControl",
            "SetDefaultTariff",
            "SetDisplayMessage",
            "SetMonitoringBase",
            "SetMonitoringLevel",
            "SetVariableMonitoring",
            "UnpublishFirmware",
            "UpdateDynamicSchedule",
            "UpdateFirmware",
            "UsePriorityCharging");

    private KnownActions() {}
}
