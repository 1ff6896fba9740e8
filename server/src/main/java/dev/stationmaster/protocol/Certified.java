package dev.stationmaster.protocol;

import org.jspecify.annotations.Nullable;

/** A station that came in by its certificate must not tell another serial number when it boots (B01.FR.11, B01.FR.12). */
public final class Certified {
    private static final int POLICY_VIOLATION = 1008;

    private Certified() {}

    /**
     * Closes the link of a station whose BootNotification names another serial number than its certificate.
     *
     * @param serialNumber as told; null when it told none, which is no contradiction
     * @return whether it was closed; then there is nothing to answer
     */
    public static boolean contradicted(Caller caller, @Nullable String serialNumber) {
        String certified = caller.link().certifiedName();
        if (certified == null || serialNumber == null || serialNumber.strip().equals(certified)) return false;
        // Its certificate names the identity, which was allowed at the upgrade: it says nothing about the serial
        // number.
        if (certified.equals(caller.record().identity())) return false;
        caller.link().close(POLICY_VIOLATION, "serialNumber is not that of the certificate (B01.FR.11)");
        return true;
    }
}
