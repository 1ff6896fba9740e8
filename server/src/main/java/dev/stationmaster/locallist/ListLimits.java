package dev.stationmaster.locallist;

import dev.stationmaster.devicemodel.DeviceModelService;
import dev.stationmaster.devicemodel.Variable;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.station.StationId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much list a station takes, as it told.
 *
 * @param entries on the whole list
 * @param perMessage entries of one SendLocalList
 * @param bytesPerMessage length of one SendLocalList (2.x)
 */
record ListLimits(int entries, int perMessage, int bytesPerMessage) {
    /** A station that never told how much it takes is not given more than this at once. */
    static final int CAREFUL = 100;

    /** Asks the database. */
    static ListLimits of(StationId station, Version version, DeviceModelService devices) {
        if (version == Version.V16) {
            return new ListLimits(
                    room(station, version, devices),
                    number(devices.value(station, Variable.key("SendLocalListMaxLength")), CAREFUL),
                    Integer.MAX_VALUE);
        }
        return new ListLimits(
                room(station, version, devices),
                number(devices.value(station, controller("ItemsPerMessage")), CAREFUL),
                number(devices.value(station, controller("BytesPerMessage")), Integer.MAX_VALUE));
    }

    /** Only the first of them. */
    static int room(StationId station, Version version, DeviceModelService devices) {
        if (version == Version.V16)
            return number(devices.value(station, Variable.key("LocalAuthListMaxLength")), Integer.MAX_VALUE);
        Integer entries = devices.maxLimit(station, controller("Entries"))
                .map(most -> most.intValue())
                .filter(most -> most > 0)
                .orElse(null);
        return entries == null ? Integer.MAX_VALUE : entries;
    }

    private static Variable controller(String name) {
        return Variable.of("LocalAuthListCtrlr", name, null);
    }

    /** A limit that makes no sense is none. */
    private static int number(Optional<@Nullable String> told, int otherwise) {
        try {
            int number = Integer.parseInt(told.orElse("").strip());
            return number > 0 ? number : otherwise;
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
