package dev.stationmaster.authorization;

import org.jspecify.annotations.Nullable;

/** The group whose tokens may stop every transaction and start none (OCPP 2.0.1 C16). */
@FunctionalInterface
public interface MasterPass {
    /** Read anew for every decision; null when there is no such group. */
    @Nullable
    String group();
}
