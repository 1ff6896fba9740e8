package dev.stationmaster.report;

/** Which question the parts answer. */
public enum ReportKind {
    /** NotifyMonitoringReport. */
    MONITORING("monitoring"),
    /** NotifyCustomerInformation. */
    CUSTOMER("customer");

    private final String word;

    ReportKind(String word) {
        this.word = word;
    }

    /** As the database and the API write it. */
    public String word() {
        return word;
    }
}
