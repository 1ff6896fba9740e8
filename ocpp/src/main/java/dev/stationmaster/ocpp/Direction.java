package dev.stationmaster.ocpp;

/** Who initiates a message. DataTransfer goes both ways. */
public enum Direction {
    FROM_STATION,
    FROM_CSMS
}
