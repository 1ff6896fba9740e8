package dev.stationmaster.settings;

import java.util.List;

/** How stations are set up when they come, and what is kept of their variables. */
public final class DeviceSettings {
    /** When the set-up phase of a station that was answered Pending is over. */
    public enum SetUpRelease {
        /** Everything was tried, whatever the station answered. */
        WHEN_DONE,
        /** Everything was tried, and the station took all of it. */
        WHEN_ACCEPTED,
        /** An operator says so. */
        BY_HAND
    }

    /** Whether a station that was accepted is asked for all its variables. */
    public enum FullInventory {
        OFF,
        /** After its first BootNotification, and after one with another firmware version (B07.FR.14). */
        WHEN_NEW
    }

    /** Whether a station that booted is asked which monitors it has, where we set any. */
    public enum MonitorsAfterBoot {
        ON,
        OFF
    }

    /** How the first BootNotification of a station is answered for which nobody chose. */
    public enum FirstBoot {
        ACCEPTED,
        PENDING
    }

    public static final Setting<FirstBoot> FIRST_BOOT = Setting.choice(
            "firstBoot",
            FirstBoot.ACCEPTED,
            "How the BootNotification of a newly entered station is answered when the entry does not say it; pending begins its set-up.");

    public static final Setting<String> SET_UP_VARIABLES = Setting.patterned(
                    "setUpVariables",
                    "",
                    "([^=;\\p{Cntrl}]{1,150}=[^;\\p{Cntrl}]{0,2500}(;|$))*",
                    "a list such as OCPPCommCtrlr.OfflineThreshold=60; EVSE(1).Power#MaxSet=11000; MeterValueSampleInterval=60",
                    "What a station gets while it is Pending, in this order; names without a point are configuration keys of 1.6.")
            .alsoPerStation();

    public static final Setting<String> SET_UP_REPORTS = Setting.patterned(
                    "setUpReports",
                    "",
                    "([^=;\\p{Cntrl}]{1,500}(;|$))*",
                    "a list such as FullInventory; Problem; SecurityCtrlr EVSE(1).AvailabilityState; HeartbeatInterval",
                    "What a station is asked for while it is Pending: base reports, criteria, components, variables, keys of 1.6.")
            .alsoPerStation();

    public static final Setting<SetUpRelease> SET_UP_RELEASE = Setting.choice(
                    "setUpRelease",
                    SetUpRelease.WHEN_DONE,
                    "When a Pending station with something to set or to read is accepted.")
            .alsoPerStation();

    public static final Setting<FullInventory> FULL_INVENTORY = Setting.choice(
                    "fullInventory",
                    FullInventory.OFF,
                    "Whether a station is asked for all its variables when it is new or has new firmware.")
            .alsoPerStation();

    public static final Setting<Integer> VARIABLE_HISTORY_DAYS = Setting.whole(
            "variableHistoryDays", 365, 1, 3_650, "d", "How long the changes of stations' variables are kept.");

    public static final Setting<Integer> TRANSACTION_CHECK_SECONDS = Setting.whole(
                    "transactionCheckSeconds",
                    900,
                    0,
                    86_400,
                    "s",
                    "How long events of a 2.x transaction may be missing before the station is asked about it, four times that for silence; 0 never asks.")
            .alsoPerStation();

    public static final Setting<MonitorsAfterBoot> MONITORS_AFTER_BOOT = Setting.choice(
                    "monitorsAfterBoot",
                    MonitorsAfterBoot.ON,
                    "Whether a 2.x station that booted is asked for its monitors, where some were set from here; what is missing is a finding.")
            .alsoPerStation();

    static final List<Setting<?>> ALL = List.of(
            FIRST_BOOT,
            SET_UP_VARIABLES,
            SET_UP_REPORTS,
            SET_UP_RELEASE,
            FULL_INVENTORY,
            VARIABLE_HISTORY_DAYS,
            MONITORS_AFTER_BOOT,
            TRANSACTION_CHECK_SECONDS);

    private DeviceSettings() {}
}
