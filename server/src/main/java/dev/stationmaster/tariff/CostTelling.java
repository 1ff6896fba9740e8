package dev.stationmaster.tariff;

import dev.stationmaster.devicemodel.DeviceModelService;
import dev.stationmaster.devicemodel.Variable;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.settings.TariffSettings;
import dev.stationmaster.settings.TariffSettings.RunningCost;
import dev.stationmaster.station.StationId;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * What a station is to be told of prices: what the operator wants, and nothing that the station said it has no use for. A station that never told
 * its variables is told everything (OCPP 2.x part 2, I01.FR.02, I02).
 */
@Component
class CostTelling {
    private static final String COMPONENT = "TariffCostCtrlr";
    private static final List<Variable> COST = switches("Cost");
    private static final List<Variable> TARIFF = switches("Tariff");

    private final Settings settings;
    private final DeviceModelService devices;

    CostTelling(Settings settings, DeviceModelService devices) {
        this.settings = settings;
        this.devices = devices;
    }

    private static List<Variable> switches(String instance) {
        return List.of(Variable.of(COMPONENT, "Available", instance), Variable.of(COMPONENT, "Enabled", instance));
    }

    /** Whether costs mean anything to the station. */
    boolean showsCost(StationId station) {
        return COST.stream().noneMatch(variable -> devices.isOff(station, variable));
    }

    /** Whether the running cost goes this way. */
    boolean tellsRunningCost(StationId station, RunningCost way) {
        return settings.get(TariffSettings.RUNNING_COST, station.key()) == way && showsCost(station);
    }

    boolean showsTariff(StationId station) {
        return settings.get(TariffSettings.TARIFF_TEXT, station.key()) == TariffSettings.TariffText.ON
                && TARIFF.stream().noneMatch(variable -> devices.isOff(station, variable));
    }

    int intervalSeconds() {
        return settings.get(TariffSettings.COST_INTERVAL_SECONDS);
    }
}
