package dev.stationmaster.operator;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who else may say who people are; nobody where there is no issuer.
 *
 * @param issuer URL of the OIDC provider, without {@code /.well-known/…}
 * @param name as the login page calls it
 * @param roleClaim claim of the ID token that holds the person's groups or roles; dots lead into objects, {@code realm_access.roles}
 * @param roles which of its values stands for which of our roles; the strongest counts
 * @param siteClaim claim that holds names of the sites the person is limited to; empty limits nobody
 */
@ConfigurationProperties("stationmaster.oidc")
record OidcSettings(
        @Nullable String issuer,
        @DefaultValue("stationmaster") String clientId,
        @DefaultValue("") String clientSecret,
        @DefaultValue("Single sign-on") String name,
        @DefaultValue("roles") String roleClaim,
        @DefaultValue Map<String, String> roles,
        @DefaultValue("") String siteClaim) {
    boolean isOn() {
        return issuer != null && !issuer.isBlank();
    }

    /** The strongest role that one of the values stands for: by the mapping, or by its own name where there is no mapping. */
    Optional<Role> role(Iterable<String> values) {
        Role strongest = null;
        for (String value : values) {
            Role role = Role.of(roles.isEmpty() ? value : roles.getOrDefault(value, ""))
                    .orElse(null);
            if (role != null && (strongest == null || role.compareTo(strongest) > 0)) strongest = role;
        }
        return Optional.ofNullable(strongest);
    }

    /** The secret stays out of logs. */
    @Override
    public String toString() {
        return "OidcSettings[" + issuer + "]";
    }
}
