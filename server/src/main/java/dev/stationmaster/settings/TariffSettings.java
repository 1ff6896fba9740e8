package dev.stationmaster.settings;

import java.util.List;

/** What drivers are told of prices. */
public final class TariffSettings {
    /** How the cost of a running transaction reaches a 2.x station. */
    public enum RunningCost {
        /** Not at all; the final cost is told all the same. */
        OFF,
        /** In the answers to its TransactionEvents. */
        ANSWER,
        /** By CostUpdated, every now and then and when the price changes. */
        MESSAGE
    }

    /** Whether drivers are told the tariff when they show their token. */
    public enum TariffText {
        OFF,
        ON
    }

    public static final Setting<RunningCost> RUNNING_COST = Setting.choice(
                    "runningCost",
                    RunningCost.ANSWER,
                    "How the cost of a running transaction is told to 2.x stations; never in two ways at once.")
            .alsoPerStation();

    public static final Setting<Integer> COST_INTERVAL_SECONDS = Setting.whole(
            "costIntervalSeconds",
            60,
            5,
            86_400,
            "s",
            "How often CostUpdated is sent for a running transaction, with runningCost message; a change of price is told at once.");

    public static final Setting<TariffText> TARIFF_TEXT = Setting.choice(
                    "tariffText",
                    TariffText.ON,
                    "Whether a 2.x station is told the tariff as a personal message when a token is accepted.")
            .alsoPerStation();

    static final List<Setting<?>> ALL = List.of(RUNNING_COST, COST_INTERVAL_SECONDS, TARIFF_TEXT);

    private TariffSettings() {}
}
