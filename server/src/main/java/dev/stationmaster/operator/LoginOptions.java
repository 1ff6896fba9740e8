package dev.stationmaster.operator;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the login page may offer. */
@Component
class LoginOptions {
    private final SetupCode setup;
    private final OidcSettings oidc;

    LoginOptions(SetupCode setup, OidcSettings oidc) {
        this.setup = setup;
        this.oidc = oidc;
    }

    /** @param start where the browser is sent to */
    record Provider(String name, String start) {}

    boolean setupOpen() {
        return setup.isOpen();
    }

    /** Null when no OIDC provider is configured. */
    @Nullable
    Provider provider() {
        return oidc.isOn() ? new Provider(oidc.name(), "/oauth2/authorization/" + OidcRegistration.ID) : null;
    }
}
