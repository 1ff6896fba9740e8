package dev.stationmaster.report;

import dev.stationmaster.station.StationId;

/** One report of a station. */
public record ReportKey(StationId station, ReportKind kind, int requestId) {}
