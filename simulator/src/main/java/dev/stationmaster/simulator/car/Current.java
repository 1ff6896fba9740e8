package dev.stationmaster.simulator.car;

/** The kind of current an EVSE gives. */
public enum Current {
    AC,
    DC
}
