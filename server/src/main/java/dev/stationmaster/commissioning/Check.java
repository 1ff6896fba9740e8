package dev.stationmaster.commissioning;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What is looked for, in the order in which a unit shows it. */
enum Check {
    /** It has connected and logged in. */
    CONNECTED,
    /** Its BootNotification was accepted, so it is known who it is. */
    BOOTED,
    /** Its clock agrees with ours. */
    CLOCK,
    /** It is connected on the security profile that is wanted, or a higher one. */
    SECURITY,
    /** It told its configuration. */
    CONFIGURATION,
    /** A cable was plugged in. */
    PLUGGED,
    CHARGING,
    /** Enough energy was measured. */
    ENERGY,
    STOPPED,
    UNLOCKED;

    boolean onConnector() {
        return ordinal() >= PLUGGED.ordinal();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<CheckStep> ofStation() {
        return Stream.of(values())
                .filter(check -> !check.onConnector())
                .map(check -> CheckStep.waiting(check, 0, 0))
                .toList();
    }

    static List<CheckStep> ofConnector(int evse, int connector) {
        return Stream.of(values())
                .filter(Check::onConnector)
                .map(check -> CheckStep.waiting(check, evse, connector))
                .toList();
    }
}
