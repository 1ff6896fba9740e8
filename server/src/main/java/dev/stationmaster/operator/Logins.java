package dev.stationmaster.operator;

import dev.stationmaster.audit.AuditLog;
import dev.stationmaster.platform.web.ApiProblem;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Lets people in: by password, by an invitation, or as the OIDC provider says. */
@Service
class Logins {
    private final Operators operators;
    private final Sessions sessions;
    private final Passwords passwords;
    private final LoginThrottle throttle;
    private final SiteKeys sites;
    private final AuditLog audit;

    Logins(
            Operators operators,
            Sessions sessions,
            Passwords passwords,
            LoginThrottle throttle,
            SiteKeys sites,
            AuditLog audit) {
        this.operators = operators;
        this.sessions = sessions;
        this.passwords = passwords;
        this.throttle = throttle;
        this.sites = sites;
        this.audit = audit;
    }

    /** Where somebody logs in from. */
    record From(String address, @Nullable String agent) {}

    /**
     * @throws LoginThrottle.TooMany after too many wrong attempts
     * @throws ApiProblem 401 {@code wrong-credentials}, whatever is wrong
     */
    Sessions.Begun byPassword(String name, String password, From from) {
        throttle.check(name, from.address);
        Optional<Operator> known = operators.find(name);
        boolean right =
                passwords.matches(password, known.map(Operator::passwordHash).orElse(null));
        if (!right || known.isEmpty() || known.get().disabled()) {
            throttle.failed(name, from.address);
            audit.record(new AuditLog.Entry(
                    name, "password", from.address, "session.refused", "operator/" + name, null, null));
            throw ApiProblem.of(HttpStatus.UNAUTHORIZED, "wrong-credentials", "The name or the password is not right.");
        }
        throttle.succeeded(name);
        return begin(known.get(), "password", from);
    }

    /**
     * Somebody who is logged in proves that he knows his password.
     *
     * @throws ApiProblem 403 {@code wrong-credentials}
     */
    void confirm(Operator operator, String password, From from) {
        throttle.check(operator.name(), from.address);
        if (passwords.matches(password, operator.passwordHash())) return;
        throttle.failed(operator.name(), from.address);
        throw ApiProblem.of(HttpStatus.FORBIDDEN, "wrong-credentials", "The present password is not right.");
    }

    Sessions.Begun begin(Operator operator, String via, From from) {
        Operator known = operators.loggedIn(operator);
        Sessions.Begun begun = sessions.begin(known, via, from.address, from.agent);
        audit.record(new AuditLog.Entry(
                known.name(),
                via,
                from.address,
                "session.begun",
                "operator/" + known.name(),
                null,
                Map.of("session", begun.session().id().toString())));
        return begun;
    }

    /** The operator of that session, as he is now; empty when it is over, or he is disabled. */
    Optional<Authenticated> authenticate(String secret) {
        return sessions.find(secret)
                .flatMap(session -> operators
                        .find(session.operator())
                        .filter(operator -> !operator.disabled())
                        .map(operator -> new Authenticated(
                                operator.name(),
                                operator.role(),
                                session.via(),
                                sites.scope(operator.sites()),
                                session)));
    }
}
