package dev.stationmaster.simulator.station;

import dev.stationmaster.simulator.car.Current;
import dev.stationmaster.simulator.model.Configuration16;
import dev.stationmaster.simulator.model.DeviceModel;
import dev.stationmaster.simulator.model.ValueType;
import dev.stationmaster.simulator.model.Variable;
import dev.stationmaster.simulator.quirk.Quirk;
import dev.stationmaster.simulator.wire.BackOff;
import java.time.Duration;
import java.util.ArrayList;

/** The settings a station leaves the factory with. */
final class Factory {
    private static final ValueType TEXT = new ValueType.Text(500);
    private static final ValueType FLAG = new ValueType.Flag();

    private Factory() {}

    static Configuration16 configuration(StationConfig config) {
        var tuning = config.tuning();
        var quirks = config.traits().quirks();
        var configuration = new Configuration16(
                quirks.contains(Quirk.Q18) ? new BackOff(Duration.ofMillis(10), Duration.ZERO, 0) : tuning.backOff());
        configuration.preset("MeterValueSampleInterval", seconds(tuning.sampleInterval()));
        configuration.preset("HeartbeatInterval", seconds(tuning.heartbeat()));
        configuration.preset("ConnectionTimeOut", seconds(tuning.connectionTimeout()));
        configuration.preset("MessageTimeout", seconds(tuning.messageTimeout()));
        configuration.preset("TransactionMessageAttempts", Integer.toString(tuning.attempts()));
        configuration.preset("TransactionMessageRetryInterval", seconds(tuning.attemptInterval()));
        configuration.preset(
                "WebSocketPingInterval", seconds(quirks.contains(Quirk.Q17) ? Duration.ofMinutes(10) : tuning.ping()));
        configuration.preset("SecurityProfile", Integer.toString(config.securityProfile()));
        var connectors =
                config.evses().stream().mapToInt(EvseConfig::connectors).sum();
        configuration.preset("NumberOfConnectors", Integer.toString(connectors));
        return configuration;
    }

    static DeviceModel deviceModel(StationConfig config) {
        var tuning = config.tuning();
        var model = new DeviceModel(hardware(config));
        var comm = "OCPPCommCtrlr";
        model.preset("SampledDataCtrlr", "TxUpdatedInterval", null, seconds(tuning.sampleInterval()));
        model.preset(comm, "HeartbeatInterval", null, seconds(tuning.heartbeat()));
        model.preset("TxCtrlr", "EVConnectionTimeOut", null, seconds(tuning.connectionTimeout()));
        model.preset(comm, "MessageTimeout", "Default", seconds(tuning.messageTimeout()));
        model.preset(comm, "MessageAttempts", "TransactionEvent", Integer.toString(tuning.attempts()));
        model.preset(comm, "MessageAttemptInterval", "TransactionEvent", seconds(tuning.attemptInterval()));
        model.preset(comm, "WebSocketPingInterval", null, seconds(tuning.ping()));
        model.preset(
                comm, "RetryBackOffWaitMinimum", null, seconds(tuning.backOff().minimum()));
        model.preset(
                comm, "RetryBackOffRandomRange", null, seconds(tuning.backOff().random()));
        model.preset(
                comm,
                "RetryBackOffRepeatTimes",
                null,
                Integer.toString(tuning.backOff().doublings()));
        model.preset("SecurityCtrlr", "SecurityProfile", null, Integer.toString(config.securityProfile()));
        model.preset("SecurityCtrlr", "Identity", null, config.identity());
        return model;
    }

    private static ArrayList<Variable> hardware(StationConfig config) {
        var own = new ArrayList<Variable>();
        own.add(DeviceModel.fixed(
                "ChargingStation", 0, 0, "Model", TEXT, config.plate().model()));
        own.add(DeviceModel.fixed(
                "ChargingStation", 0, 0, "VendorName", TEXT, config.plate().vendor()));
        own.add(DeviceModel.fixed(
                "ChargingStation", 0, 0, "SerialNumber", TEXT, config.plate().serial()));
        own.add(DeviceModel.fixed(
                "ChargingStation", 0, 0, "FirmwareVersion", TEXT, config.plate().firmware()));
        own.add(DeviceModel.fixed("ChargingStation", 0, 0, "Available", FLAG, "true"));
        own.add(DeviceModel.fixed("ChargingStation", 0, 0, "SupplyPhases", new ValueType.Whole(0, 3), "3"));
        var number = 0;
        for (var evse : config.evses()) {
            number++;
            var phases = evse.current() == Current.AC ? evse.phases() : 3;
            own.add(DeviceModel.fixed("EVSE", number, 0, "Available", FLAG, "true"));
            own.add(DeviceModel.fixed("EVSE", number, 0, "AllowReset", FLAG, "true"));
            own.add(DeviceModel.fixed("EVSE", number, 0, "AvailabilityState", TEXT, "Available"));
            own.add(DeviceModel.fixed(
                    "EVSE", number, 0, "SupplyPhases", new ValueType.Whole(0, 3), Integer.toString(phases)));
            own.add(DeviceModel.fixed(
                    "EVSE",
                    number,
                    0,
                    "Power",
                    new ValueType.Whole(0, 1_000_000),
                    Long.toString(Math.round(evse.maxPowerW()))));
            for (int i = 1; i <= evse.connectors(); i++) {
                var type = evse.current() == Current.AC ? "cType2" : "cCCS2";
                own.add(DeviceModel.fixed("Connector", number, i, "Available", FLAG, "true"));
                own.add(DeviceModel.fixed("Connector", number, i, "AvailabilityState", TEXT, "Available"));
                own.add(DeviceModel.fixed("Connector", number, i, "ConnectorType", TEXT, type));
            }
        }
        return own;
    }

    /** Whole seconds, rounded up, because that is what the keys and variables hold. */
    private static String seconds(Duration duration) {
        return Long.toString(duration.plusMillis(999).toSeconds());
    }
}
