package dev.stationmaster.station;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A station as a person writes it: in a request or in a provisioning file. What is null is left as it is, or takes its default.
 *
 * @param id the OCPP identity
 * @param securityProfile 0 to 3, default 1
 * @param password 16 to 64 characters; for profile 1 and 2 one is made when none is given
 * @param serialNumber empty removes it
 * @param boot accepted, pending or rejected
 * @param pendingBoots with pending: accepted after so many; 0 or more
 * @param bootInterval seconds a pending or rejected station is told to wait
 * @param versions subprotocol names, default all
 * @param site its name; default the first one
 * @param assumedVersion subprotocol name; empty removes it
 */
public record StationForm(
        @Nullable String id,
        @Nullable Integer securityProfile,
        @Nullable String password,
        @Nullable String serialNumber,
        @Nullable String boot,
        @Nullable Integer pendingBoots,
        @Nullable Integer bootInterval,
        @Nullable List<String> versions,
        @Nullable String site,
        @Nullable String assumedVersion) {

    /** Passwords stay out of logs. */
    @Override
    public String toString() {
        return "StationForm[id=" + id + "]";
    }
}
