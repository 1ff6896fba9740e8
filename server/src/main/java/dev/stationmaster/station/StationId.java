package dev.stationmaster.station;

/** The small integer by which facts refer to a station. The outside world sees the OCPP identity instead. */
public record StationId(int key) {}
