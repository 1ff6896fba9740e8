package dev.stationmaster.simulator.station;

/** Why a transaction ends, in the words of each version. */
enum Ending {
    LOCAL("Local", "Local", "StopAuthorized"),
    REMOTE("Remote", "Remote", "RemoteStop"),
    UNPLUGGED("EVDisconnected", "EVDisconnected", "EVCommunicationLost"),
    DEAUTHORIZED("DeAuthorized", "DeAuthorized", "Deauthorized"),
    HARD_RESET("HardReset", "ImmediateReset", "ResetCommand"),
    SOFT_RESET("SoftReset", "ImmediateReset", "ResetCommand"),
    POWER_LOSS("PowerLoss", "PowerLoss", "AbnormalCondition"),
    UNLOCKED("UnlockCommand", "Other", "UnlockCommand"),
    NO_CABLE("Other", "Timeout", "EVConnectTimeout"),
    FAULT("Other", "GroundFault", "AbnormalCondition");

    /** StopTransaction.reason of 1.6. */
    final String reason16;

    /** transactionInfo.stoppedReason of 2.x. */
    final String stoppedReason;

    /** triggerReason of 2.x. */
    final String trigger;

    Ending(String reason16, String stoppedReason, String trigger) {
        this.reason16 = reason16;
        this.stoppedReason = stoppedReason;
        this.trigger = trigger;
    }
}
