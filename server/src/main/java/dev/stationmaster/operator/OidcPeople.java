package dev.stationmaster.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Takes over people as an OIDC provider tells of them: role and sites follow its claims at each login. */
@Service
class OidcPeople {
    private static final int LONGEST_NAME = 100;

    private final OidcSettings settings;
    private final Operators operators;
    private final SiteKeys sites;

    OidcPeople(OidcSettings settings, Operators operators, SiteKeys sites) {
        this.settings = settings;
        this.operators = operators;
        this.sites = sites;
    }

    /** Why somebody is not let in; the login page explains it. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(String code) {
            super(code);
        }
    }

    /**
     * @param subject issuer and sub, which never change
     * @throws Refused {@code no-role}, {@code no-site}, {@code name-taken} or {@code disabled}
     */
    Operator known(String subject, Map<String, Object> claims) {
        Role role = settings.role(OidcClaims.values(claims, settings.roleClaim()))
                .orElseThrow(() -> new Refused("no-role"));
        List<Integer> limited = limited(claims);
        Optional<Operator> before = operators.bySubject(subject);
        if (before.filter(Operator::disabled).isPresent()) throw new Refused("disabled");
        String name = before.map(Operator::name).orElseGet(() -> freeName(claims));
        Operator plain = before.orElseGet(() -> operators.fresh(name, role, limited));
        String shown = OidcClaims.first(claims, "name");
        String email = OidcClaims.first(claims, "email");
        var wanted = new Operator(
                plain.id(),
                name,
                shown == null ? plain.displayName() : shown,
                email == null ? plain.email() : email,
                role,
                limited,
                false,
                null,
                subject,
                plain.language(),
                plain.lastLoginAt(),
                plain.createdAt());
        if (before.isEmpty()) return operators.create(wanted, null, "oidc");
        return wanted.equals(before.get()) ? wanted : operators.change(wanted, "oidc");
    }

    /** A claim that names none of our sites does not open all of them. */
    private @Nullable List<Integer> limited(Map<String, Object> claims) {
        if (settings.siteClaim().isEmpty()) return null;
        List<Integer> keys = sites.keys(OidcClaims.values(claims, settings.siteClaim()), new ArrayList<>());
        if (keys == null || keys.isEmpty()) throw new Refused("no-site");
        return keys;
    }

    /** Somebody with a password here is not taken over by whoever has the same name there. */
    private String freeName(Map<String, Object> claims) {
        String told = OidcClaims.first(claims, "preferred_username", "email", "name", "sub");
        String name = String.valueOf(told).replaceAll("[\\p{Cntrl}/]", " ").strip();
        String cut = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        if (operators.find(cut).isPresent()) throw new Refused("name-taken");
        return cut;
    }
}
