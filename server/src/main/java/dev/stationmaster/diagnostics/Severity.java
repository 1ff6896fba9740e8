package dev.stationmaster.diagnostics;

/** How severe an event is; the smaller the number, the more severe (OCPP 2.x, SetMonitoringLevelRequest). */
public enum Severity {
    DANGER("Danger"),
    HARDWARE_FAILURE("HardwareFailure"),
    SYSTEM_FAILURE("SystemFailure"),
    CRITICAL("Critical"),
    ERROR("Error"),
    ALERT("Alert"),
    WARNING("Warning"),
    NOTICE("Notice"),
    INFORMATIONAL("Informational"),
    DEBUG("Debug");

    private final String word;

    Severity(String word) {
        this.word = word;
    }

    /** The standard's name. */
    public String word() {
        return word;
    }

    /** @param number 0 to 9; what is beyond counts as the nearest */
    public static Severity of(int number) {
        return values()[Math.clamp(number, 0, 9)];
    }
}
