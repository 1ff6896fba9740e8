package dev.stationmaster.ocpp.codegen;

import java.util.Set;

/**
 * Where the tolerant policy keeps a value outside its enumeration or range, with a finding, instead of refusing it: the words
 * that come along with facts (a bill must not be lost because a station invents a reason), and where a reader has a lawful
 * neutral meaning for the unknown. A status that decides what happens next is not among them.
 */
final class Leniency {
    private static final Set<String> KEPT = Set.of(
            "StatusNotificationRequest.errorCode",
            "StopTransactionRequest.reason",
            "SampledValue.context",
            "SampledValue.format",
            "SampledValue.measurand",
            "SampledValue.phase",
            "SampledValue.location",
            "SampledValue.unit",
            "BootNotificationRequest.reason",
            "TransactionEventRequest.triggerReason",
            "TransactionEventRequest.seqNo",
            "MeterValuesRequest.evseId",
            "Transaction.stoppedReason",
            "IdToken.type",
            "EventData.trigger",
            "EventData.eventNotificationType",
            "ClearedChargingLimitRequest.chargingLimitSource",
            "ChargingLimit.chargingLimitSource",
            "ReportChargingProfilesRequest.chargingLimitSource");

    /** Registers of meters: 32 bits on paper, but a meter that counted more is read all the same (a bill must not be lost). */
    private static final Set<String> REGISTERS =
            Set.of("StartTransactionRequest.meterStart", "StopTransactionRequest.meterStop");

    private Leniency() {}

    static boolean isRegister(String where) {
        return REGISTERS.contains(where);
    }

    static boolean keepsUnknown(String where) {
        return KEPT.contains(where);
    }
}
