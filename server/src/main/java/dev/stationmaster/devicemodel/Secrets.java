package dev.stationmaster.devicemodel;

import java.util.Locale;
import java.util.Set;

/** Variables whose values are secrets, whatever mutability a station reports for them: never stored, never shown. */
public final class Secrets {
    private static final Set<String> NAMES =
            Set.of("authorizationkey", "basicauthpassword", "sharedsecret", "vpnpassword", "apnpassword", "simpin");

    private Secrets() {}

    public static boolean isSecret(String variableName) {
        return NAMES.contains(variableName.toLowerCase(Locale.ROOT));
    }
}
