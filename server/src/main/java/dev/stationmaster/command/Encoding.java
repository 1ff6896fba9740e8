package dev.stationmaster.command;

import dev.stationmaster.devicemodel.DeviceModelService;
import dev.stationmaster.devicemodel.Variable;
import dev.stationmaster.ocpp.InvalidMessageException;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.settings.ConnectorMap;
import dev.stationmaster.settings.SettingKeys;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.settings.StationNumbering;
import dev.stationmaster.station.StationId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.springframework.stereotype.Component;

/** Finds the encoder of a version and tells it what it may know of the station. */
@Component
class Encoding {
    private final Map<Version, CommandEncoder> encoders = new EnumMap<>(Version.class);
    private final RequestIds requestIds;
    private final DeviceModelService devices;
    private final Settings settings;

    Encoding(List<CommandEncoder> encoders, RequestIds requestIds, DeviceModelService devices, Settings settings) {
        for (CommandEncoder encoder : encoders) {
            for (Version version : encoder.versions()) this.encoders.put(version, encoder);
        }
        this.requestIds = requestIds;
        this.devices = devices;
        this.settings = settings;
    }

    Encoded encode(StationCommand command, StationId station, Version version, boolean force) {
        CommandEncoder encoder = encoders.get(version);
        if (encoder == null) return new Encoded.Unsupported("nothing can be sent in " + version.subprotocol());
        try {
            return encoder.encode(command, new StationContext(station, version, force));
        } catch (InvalidMessageException e) {
            return new Encoded.Unsupported(version.subprotocol() + " does not allow this: " + e.getMessage());
        }
    }

    private final class StationContext implements CommandEncoder.Context {
        private final StationId station;
        private final Version version;
        private final boolean force;

        StationContext(StationId station, Version version, boolean force) {
            this.station = station;
            this.version = version;
            this.force = force;
        }

        @Override
        public Version version() {
            return version;
        }

        @Override
        public boolean force() {
            return force;
        }

        @Override
        public int nextRequestId() {
            return requestIds.next(station);
        }

        @Override
        public ConnectorMap connectors() {
            return settings.get(StationNumbering.CONNECTOR_MAP, station.key());
        }

        @Override
        public OptionalInt limit(Variable variable) {
            int ours =
                    switch (variable.name()) {
                        case "ItemsPerMessage", "GetConfigurationMaxKeys" ->
                            settings.get(SettingKeys.VARIABLES_PER_MESSAGE, station.key());
                        case "BytesPerMessage" -> settings.get(SettingKeys.VARIABLE_BYTES_PER_MESSAGE, station.key());
                        default -> 0;
                    };
            return ours > 0 ? OptionalInt.of(ours) : devices.limit(station, variable);
        }
    }
}
