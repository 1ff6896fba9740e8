package dev.stationmaster.operator;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person who works with the server.
 *
 * @param name what changes are attributed to; unique whatever the case of its letters
 * @param sites keys of the sites he is limited to, those below them included; null is all
 * @param passwordHash null while there is none
 * @param subject of the OIDC provider; null for who logs in with a password
 * @param language RFC 5646; null leaves it to the browser
 */
record Operator(
        UUID id,
        String name,
        @Nullable String displayName,
        @Nullable String email,
        Role role,
        @Nullable List<Integer> sites,
        boolean disabled,
        @Nullable String passwordHash,
        @Nullable String subject,
        @Nullable String language,
        @Nullable Instant lastLoginAt,
        Instant createdAt) {
    boolean isAdministrator() {
        return role == Role.ADMIN && sites == null && !disabled;
    }

    Operator withPassword(String hash) {
        return new Operator(
                id, name, displayName, email, role, sites, disabled, hash, subject, language, lastLoginAt, createdAt);
    }

    Operator loggedIn(Instant at) {
        return new Operator(
                id, name, displayName, email, role, sites, disabled, passwordHash, subject, language, at, createdAt);
    }

    Operator shownAs(@Nullable String newName, @Nullable String newLanguage) {
        return new Operator(
                id,
                name,
                newName,
                email,
                role,
                sites,
                disabled,
                passwordHash,
                subject,
                newLanguage,
                lastLoginAt,
                createdAt);
    }

    /** The hash stays out of logs. */
    @Override
    public String toString() {
        return "Operator[" + name + ", " + role + "]";
    }
}
