package dev.stationmaster.charging;

import dev.stationmaster.charging.ProfileRules.Declared;
import dev.stationmaster.command.ChargingSchedule.Unit;
import dev.stationmaster.devicemodel.DeviceModelService;
import dev.stationmaster.devicemodel.Variable;
import dev.stationmaster.link.LinkRegistry;
import dev.stationmaster.link.StationLink;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What a station told of how it charges by profiles. */
@Component
class StationFacts {
    private static final String CONTROLLER = "SmartChargingCtrlr";

    private final StationDirectory stations;
    private final LinkRegistry links;
    private final DeviceModelService devices;

    StationFacts(StationDirectory stations, LinkRegistry links, DeviceModelService devices) {
        this.stations = stations;
        this.links = links;
        this.devices = devices;
    }

    /** By the version it speaks, or the newest it may speak while it is away. */
    Abilities abilities(StationId station) {
        Optional<Version> speaks = links.find(station).map(StationLink::version);
        return Abilities.of(speaks.orElseGet(() -> stations.find(station)
                .map(Station::versions)
                .flatMap(versions -> versions.stream().max(Enum::compareTo))
                .orElse(Version.V201)));
    }

    /** The limits that a station declared, in the variables of 2.x or the keys of 1.6. */
    Declared declared(StationId station, int evse) {
        boolean keys = abilities(station).replacesSameStack();
        if (keys) {
            return new Declared(
                    abilities(station),
                    number(value(station, Variable.key("ChargeProfileMaxStackLevel"))),
                    number(value(station, Variable.key("ChargingScheduleMaxPeriods"))),
                    number(value(station, Variable.key("MaxChargingProfilesInstalled"))),
                    units(value(station, Variable.key("ChargingScheduleAllowedChargingRateUnit"))),
                    null);
        }
        var phases = new Variable(CONTROLLER, null, evse, null, "ACPhaseSwitchingSupported", null);
        Optional<String> switching = value(station, phases)
                .or(() -> value(station, Variable.of(CONTROLLER, "ACPhaseSwitchingSupported", null)));
        return new Declared(
                abilities(station),
                number(value(station, Variable.of(CONTROLLER, "ProfileStackLevel", null))),
                number(value(station, Variable.of(CONTROLLER, "PeriodsPerSchedule", null))),
                number(devices.maxLimit(station, Variable.of(CONTROLLER, "Entries", "ChargingProfiles"))
                        .map(BigDecimal::toPlainString)),
                units(value(station, Variable.of(CONTROLLER, "RateUnit", null))),
                switching.map(Boolean::valueOf).orElse(null));
    }

    /** With how many phases the EVSE is connected; 3 when it did not say. */
    int supplyPhases(StationId station, int evse) {
        OptionalInt told = number(value(station, ofEvse(evse, "SupplyPhases")));
        return told.isPresent() && told.getAsInt() >= 1 && told.getAsInt() <= 3 ? told.getAsInt() : 3;
    }

    /** The most that the EVSE can give, in watts. */
    Optional<BigDecimal> maxPower(StationId station, int evse) {
        return devices.maxLimit(station, ofEvse(evse, "Power")).filter(power -> power.signum() > 0);
    }

    private static Variable ofEvse(int evse, String name) {
        return new Variable("EVSE", null, evse, null, name, null);
    }

    private Optional<String> value(StationId station, Variable variable) {
        return devices.value(station, variable);
    }

    /** What makes no sense is no limit. */
    static OptionalInt number(Optional<String> value) {
        return value.map(String::strip)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(text -> OptionalInt.of(Integer.parseInt(text)))
                .orElse(OptionalInt.empty());
    }

    /** 2.x lists A and W; 1.6 lists Current and Power, and stations are seen to list A and W there as well. */
    static Set<Unit> units(Optional<String> value) {
        var units = EnumSet.noneOf(Unit.class);
        for (String word : value.orElse("").toLowerCase(Locale.ROOT).split("[,;\\s]+")) {
            if (word.equals("a") || word.equals("current")) units.add(Unit.A);
            if (word.equals("w") || word.equals("power")) units.add(Unit.W);
        }
        return units;
    }
}
