package dev.stationmaster.operator;

import org.springframework.security.core.Authentication;

/** The role that an authentication stands for. */
final class Roles {
    private Roles() {}

    static Role highest(Authentication caller) {
        Role highest = Role.VIEWER;
        for (Role role : Role.values()) {
            boolean held = caller.getAuthorities().stream()
                    .anyMatch(one -> ("ROLE_" + role.name()).equals(one.getAuthority()));
            if (held) highest = role;
        }
        return highest;
    }
}
