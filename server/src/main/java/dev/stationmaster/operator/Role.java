package dev.stationmaster.operator;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do; each may also do what the ones before it may. */
public enum Role {
    /** Sees everything, changes nothing. */
    VIEWER,
    /** Sends commands to stations. */
    TECHNICIAN,
    /** Makes and changes stations and tokens. */
    OPERATOR,
    /** Everything: settings, provisioning, people, API tokens. */
    ADMIN;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As people are told: administrator is admin in full. */
    String title() {
        return this == ADMIN ? "administrator" : word();
    }

    public static Optional<Role> of(String word) {
        return Arrays.stream(values())
                .filter(role -> role.word().equals(word) || role.title().equals(word))
                .findFirst();
    }

    /** This role and all below it. */
    List<Role> implied() {
        return Arrays.stream(values()).filter(role -> role.compareTo(this) <= 0).toList();
    }
}
