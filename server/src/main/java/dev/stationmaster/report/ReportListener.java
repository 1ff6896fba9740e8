package dev.stationmaster.report;

/** Told when a report is given up because the station fell silent. Beans of this type are found. */
@FunctionalInterface
public interface ReportListener {
    void incomplete(ReportKey report);
}
