package dev.stationmaster.simulator.model;

import dev.stationmaster.simulator.model.Variable.Mutability;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The controller components of the 2.x device model with the variables the standard requires; the same for every station. */
final class Controllers {
    static final List<Variable> VARIABLES;

    private static final ValueType NUMBER = new ValueType.Whole(0, Integer.MAX_VALUE);
    private static final ValueType FLAG = new ValueType.Flag();
    private static final ValueType START_STOP = new ValueType.Members(List.of(
            "ParkingBayOccupancy", "EVConnected", "Authorized", "PowerPathClosed", "EnergyTransfer", "DataSigned"));
    private static final List<Variable> ROWS = new ArrayList<>();

    private Controllers() {}

    static {
        commsAndSecurity();
        transactions();
        metering();
        deviceData();
        VARIABLES = Collections.unmodifiableList(ROWS);
    }

    private static void commsAndSecurity() {
        var comm = "OCPPCommCtrlr";
        rw(comm, "HeartbeatInterval", null, NUMBER, "300", "s");
        rw(comm, "WebSocketPingInterval", null, NUMBER, "60", "s");
        rw(comm, "MessageTimeout", "Default", new ValueType.Whole(1, 3600), "30", "s");
        rw(comm, "MessageAttempts", "TransactionEvent", new ValueType.Whole(1, 1_000_000), "3", null);
        rw(comm, "MessageAttemptInterval", "TransactionEvent", NUMBER, "10", "s");
        rw(comm, "RetryBackOffWaitMinimum", null, NUMBER, "3", "s");
        rw(comm, "RetryBackOffRandomRange", null, NUMBER, "5", "s");
        rw(comm, "RetryBackOffRepeatTimes", null, NUMBER, "5", null);
        rw(comm, "OfflineThreshold", null, NUMBER, "60", "s");
        rw(comm, "NetworkProfileConnectionAttempts", null, NUMBER, "3", null);
        rw(comm, "ResetRetries", null, NUMBER, "1", null);
        rw(comm, "UnlockOnEVSideDisconnect", null, FLAG, "true", null);
        rw(comm, "QueueAllMessages", null, FLAG, "false", null);
        ROWS.add(variable(
                comm,
                "NetworkConfigurationPriority",
                null,
                Mutability.ReadWrite,
                new ValueType.Members(List.of("1", "2", "3")),
                "1",
                null,
                true));
        ro(comm, "ActiveNetworkProfile", null, NUMBER, "1", null);
        ro(
                comm,
                "FileTransferProtocols",
                null,
                new ValueType.Members(List.of("FTP", "HTTP", "HTTPS")),
                "FTP,HTTP,HTTPS",
                null);

        var security = "SecurityCtrlr";
        ROWS.add(new Variable(
                id(security, "BasicAuthPassword", null),
                Mutability.WriteOnly,
                new ValueType.Text(64),
                "",
                null,
                64,
                false));
        ro(security, "SecurityProfile", null, new ValueType.Whole(0, 3), "1", null);
        ro(security, "Identity", null, new ValueType.Text(48), "", null);
        rw(security, "OrganizationName", null, new ValueType.Text(250), "Stationmaster", null);
        ro(security, "CertificateEntries", null, NUMBER, "0", null);
        ro(security, "AdditionalRootCertificateCheck", null, FLAG, "false", null);

        rw("ClockCtrlr", "TimeSource", null, new ValueType.Members(List.of("Heartbeat", "NTP")), "Heartbeat", null);
        ro("ClockCtrlr", "DateTime", null, new ValueType.Text(40), "", null);
        rw("ClockCtrlr", "TimeZone", null, new ValueType.Text(60), "Europe/Berlin", null);
    }

    private static void transactions() {
        var auth = "AuthCtrlr";
        ro(auth, "Enabled", null, FLAG, "true", null);
        rw(auth, "AuthorizeRemoteStart", null, FLAG, "false", null);
        rw(auth, "LocalAuthorizeOffline", null, FLAG, "true", null);
        rw(auth, "LocalPreAuthorize", null, FLAG, "false", null);
        rw(auth, "OfflineTxForUnknownIdEnabled", null, FLAG, "false", null);
        rw(auth, "MasterPassGroupId", null, new ValueType.Text(36), "", null);
        ro("AuthCacheCtrlr", "Available", null, FLAG, "true", null);
        rw("AuthCacheCtrlr", "Enabled", null, FLAG, "true", null);
        rw("AuthCacheCtrlr", "LifeTime", null, NUMBER, "86400", "s");
        var list = "LocalAuthListCtrlr";
        ro(list, "Available", null, FLAG, "true", null);
        rw(list, "Enabled", null, FLAG, "true", null);
        ro(list, "ItemsPerMessage", null, NUMBER, "100", null);
        ro(list, "BytesPerMessage", null, NUMBER, "65536", null);
        ROWS.add(new Variable(id(list, "Entries", null), Mutability.ReadOnly, NUMBER, "0", null, 500, false));

        var tx = "TxCtrlr";
        rw(tx, "EVConnectionTimeOut", null, NUMBER, "60", "s");
        rw(tx, "StopTxOnEVSideDisconnect", null, FLAG, "true", null);
        rw(tx, "StopTxOnInvalidId", null, FLAG, "true", null);
        rw(tx, "MaxEnergyOnInvalidId", null, NUMBER, "0", "Wh");
        rw(tx, "TxStartPoint", null, START_STOP, "EVConnected,Authorized", null);
        rw(tx, "TxStopPoint", null, START_STOP, "EVConnected,Authorized", null);
        ro(tx, "TxBeforeAcceptedEnabled", null, FLAG, "true", null);
        ro("ReservationCtrlr", "Available", null, FLAG, "true", null);
        rw("ReservationCtrlr", "Enabled", null, FLAG, "true", null);
        ro("ReservationCtrlr", "NonEvseSpecific", null, FLAG, "true", null);
        smartCharging();
        pricesAndMessages();
        monitoring();
    }

    private static void monitoring() {
        var monitoring = "MonitoringCtrlr";
        ro(monitoring, "Available", null, FLAG, "true", null);
        ro(monitoring, "ItemsPerMessage", "SetVariableMonitoring", NUMBER, "3", null);
        ro(monitoring, "ItemsPerMessage", "ClearVariableMonitoring", NUMBER, "3", null);
        ro(monitoring, "BytesPerMessage", "SetVariableMonitoring", NUMBER, "8192", null);
        ro(monitoring, "BytesPerMessage", "ClearVariableMonitoring", NUMBER, "8192", null);
    }

    private static void pricesAndMessages() {
        var prices = "TariffCostCtrlr";
        ro(prices, "Available", "Tariff", FLAG, "true", null);
        rw(prices, "Enabled", "Tariff", FLAG, "true", null);
        ro(prices, "Available", "Cost", FLAG, "true", null);
        rw(prices, "Enabled", "Cost", FLAG, "true", null);
        rw(prices, "Currency", null, new ValueType.Text(3), "EUR", null);
        rw(prices, "TariffFallbackMessage", null, new ValueType.Text(255), "Ask your provider", null);
        rw(prices, "TotalCostFallbackMessage", null, new ValueType.Text(255), "Ask your provider", null);
        var display = "DisplayMessageCtrlr";
        ro(display, "Available", null, FLAG, "true", null);
        ROWS.add(new Variable(id(display, "DisplayMessages", null), Mutability.ReadOnly, NUMBER, "0", null, 10, false));
        ro(
                display,
                "SupportedFormats",
                null,
                new ValueType.Members(List.of("ASCII", "UTF8", "URI")),
                "ASCII,UTF8,URI",
                null);
        ro(
                display,
                "SupportedPriorities",
                null,
                new ValueType.Members(List.of("AlwaysFront", "InFront", "NormalCycle")),
                "AlwaysFront,InFront,NormalCycle",
                null);
    }

    private static void smartCharging() {
        var smart = "SmartChargingCtrlr";
        ro(smart, "Available", null, FLAG, "true", null);
        ro(smart, "Enabled", null, FLAG, "true", null);
        ro(smart, "ProfileStackLevel", null, NUMBER, "3", null);
        ro(smart, "PeriodsPerSchedule", null, NUMBER, "24", null);
        ro(smart, "RateUnit", null, new ValueType.Members(List.of("A", "W")), "A,W", null);
        ro(smart, "Phases3to1", null, FLAG, "false", null);
        ro(smart, "ExternalControlSignalsEnabled", null, FLAG, "false", null);
        ROWS.add(new Variable(
                id(smart, "Entries", "ChargingProfiles"), Mutability.ReadOnly, NUMBER, "0", null, 16, false));
        ro(smart, "LimitChangeSignificance", null, NUMBER, "1", "Percent");
    }

    private static void metering() {
        var usual = "Energy.Active.Import.Register,Power.Active.Import,Current.Import,Voltage,SoC";
        var energy = "Energy.Active.Import.Register";
        var sampled = "SampledDataCtrlr";
        rw(sampled, "Enabled", null, FLAG, "true", null);
        rw(sampled, "TxUpdatedInterval", null, NUMBER, "60", "s");
        rw(sampled, "TxUpdatedMeasurands", null, ValueType.MEASURANDS, usual, null);
        rw(sampled, "TxStartedMeasurands", null, ValueType.MEASURANDS, energy, null);
        rw(sampled, "TxEndedInterval", null, NUMBER, "0", "s");
        rw(sampled, "TxEndedMeasurands", null, ValueType.MEASURANDS, energy, null);
        var aligned = "AlignedDataCtrlr";
        rw(aligned, "Enabled", null, FLAG, "true", null);
        rw(aligned, "Interval", null, NUMBER, "0", "s");
        rw(aligned, "Measurands", null, ValueType.MEASURANDS, energy, null);
        rw(aligned, "SendDuringIdle", null, FLAG, "false", null);
        rw(aligned, "TxEndedInterval", null, NUMBER, "0", "s");
        rw(aligned, "TxEndedMeasurands", null, ValueType.MEASURANDS, "", null);
    }

    private static void deviceData() {
        var data = "DeviceDataCtrlr";
        ro(data, "ItemsPerMessage", "GetReport", NUMBER, "4", null);
        ro(data, "ItemsPerMessage", "GetVariables", NUMBER, "8", null);
        ro(data, "ItemsPerMessage", "SetVariables", NUMBER, "4", null);
        ro(data, "BytesPerMessage", "GetReport", NUMBER, "8192", null);
        ro(data, "BytesPerMessage", "GetVariables", NUMBER, "8192", null);
        ro(data, "BytesPerMessage", "SetVariables", NUMBER, "8192", null);
        ro(data, "ConfigurationValueSize", null, NUMBER, "1000", null);
        ro(data, "ReportingValueSize", null, NUMBER, "1000", null);
    }

    private static void rw(
            String component,
            String variable,
            @Nullable String instance,
            ValueType type,
            String initial,
            @Nullable String unit) {
        ROWS.add(variable(component, variable, instance, Mutability.ReadWrite, type, initial, unit, false));
    }

    private static void ro(
            String component,
            String variable,
            @Nullable String instance,
            ValueType type,
            String initial,
            @Nullable String unit) {
        ROWS.add(variable(component, variable, instance, Mutability.ReadOnly, type, initial, unit, false));
    }

    private static Variable variable(
            String component,
            String variable,
            @Nullable String instance,
            Mutability mutability,
            ValueType type,
            String initial,
            @Nullable String unit,
            boolean reboot) {
        return new Variable(id(component, variable, instance), mutability, type, initial, unit, null, reboot);
    }

    private static Variable.Id id(String component, String variable, @Nullable String instance) {
        return new Variable.Id(component, null, 0, 0, variable, instance);
    }
}
