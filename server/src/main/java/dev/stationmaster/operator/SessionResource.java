package dev.stationmaster.operator;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.FieldProblem;
import dev.stationmaster.platform.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Logging in and out, and what somebody may change about himself. */
@RestController
@RequestMapping("/api/v1/session")
class SessionResource {
    private static final int LONGEST_NAME = 100;

    private final Logins logins;
    private final Operators operators;
    private final Sessions sessions;
    private final SiteKeys sites;
    private final LoginOptions options;

    SessionResource(Logins logins, Operators operators, Sessions sessions, SiteKeys sites, LoginOptions options) {
        this.logins = logins;
        this.operators = operators;
        this.sessions = sessions;
        this.sites = sites;
        this.options = options;
    }

    record Credentials(@Nullable String name, @Nullable String password) {
        @Override
        public String toString() {
            return "Credentials[" + name + "]";
        }
    }

    /**
     * @param sites names; null is all
     * @param via password, oidc or token
     * @param expiresAt when it ends if nothing is done any more; null for a token that never does
     */
    record SessionView(
            String name,
            @Nullable String displayName,
            String role,
            @Nullable List<String> sites,
            @Nullable String language,
            String via,
            @Nullable Instant expiresAt) {}

    record NewPassword(
            @Nullable String old,
            @JsonProperty("new") @Nullable String fresh) {
        @Override
        public String toString() {
            return "NewPassword[]";
        }
    }

    record Self(@Nullable String displayName, @Nullable String language) {}

    record Invitation(@Nullable String code, @Nullable String password) {
        @Override
        public String toString() {
            return "Invitation[]";
        }
    }

    /** @param oidc null when nobody else is asked who people are */
    record Options(boolean setupOpen, LoginOptions.@Nullable Provider oidc) {}

    /** What the login page may offer; open to all. */
    @GetMapping("/options")
    Options options() {
        return new Options(options.setupOpen(), options.provider());
    }

    @PostMapping
    SessionView login(@RequestBody Credentials told, HttpServletRequest request, HttpServletResponse response) {
        String given = told.name() == null ? "" : told.name().strip();
        String name = given.length() > LONGEST_NAME ? given.substring(0, LONGEST_NAME) : given;
        String password = told.password() == null ? "" : told.password();
        return begun(logins.byPassword(name, password, from(request)), request, response);
    }

    /** The first password of somebody who was invited; he is logged in by it. */
    @PostMapping("/invitation")
    SessionView accept(@RequestBody Invitation told, HttpServletRequest request, HttpServletResponse response) {
        FieldProblem problem = Passwords.problem("password", "", told.password());
        if (problem != null) throw ApiProblem.invalid(List.of(problem));
        Operator operator = operators.redeem(String.valueOf(told.code()), String.valueOf(told.password()));
        if (operator.disabled()) throw ApiProblem.of(HttpStatus.FORBIDDEN, "disabled", "This account is disabled.");
        return begun(logins.begin(operator, "password", from(request)), request, response);
    }

    /** Sets the cookies of a session that has begun. */
    SessionView begun(Sessions.Begun begun, HttpServletRequest request, HttpServletResponse response) {
        SessionCookies.set(request, response, begun.secret());
        Operator operator = operators.find(begun.session().operator()).orElseThrow();
        return view(operator, begun.session());
    }

    static Logins.From from(HttpServletRequest request) {
        return new Logins.From(request.getRemoteAddr(), request.getHeader(HttpHeaders.USER_AGENT));
    }

    @GetMapping
    SessionView get(Principal caller, HttpServletRequest request, HttpServletResponse response) {
        var known = (Authenticated) caller;
        Session session = known.session();
        if (session == null) {
            return new SessionView(
                    known.getName(), null, Roles.highest(known).title(), names(known), null, known.via(), null);
        }
        SessionCookies.secret(request).ifPresent(secret -> SessionCookies.setCsrf(request, response, secret));
        return view(operators.find(session.operator()).orElseThrow(), session);
    }

    private @Nullable List<String> names(Authenticated caller) {
        var keys = caller.scope().sites();
        return keys == null ? null : sites.names(List.copyOf(keys));
    }

    @PatchMapping
    SessionView change(@RequestBody Self wanted, Principal caller) {
        Session session = own(caller);
        Operator operator = operators.find(session.operator()).orElseThrow();
        if (wanted.displayName() != null && wanted.displayName().length() > LONGEST_NAME)
            throw ApiProblem.invalid("displayName", "maxLength 100", "displayName has at most 100 characters.");
        if (wanted.language() != null && !wanted.language().matches("[a-z]{2}"))
            throw ApiProblem.invalid("language", "pattern", "language is two letters, such as en or de.");
        Operator changed = operators.change(
                operator.shownAs(
                        wanted.displayName() == null ? operator.displayName() : wanted.displayName(),
                        wanted.language() == null ? operator.language() : wanted.language()),
                operator.name());
        return view(changed, session);
    }

    /** All other sessions of this person end by it. */
    @PutMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void password(@RequestBody NewPassword wanted, Principal caller, HttpServletRequest request) {
        Session session = own(caller);
        Operator operator = operators.find(session.operator()).orElseThrow();
        logins.confirm(operator, String.valueOf(wanted.old()), from(request));
        FieldProblem problem = Passwords.problem("new", operator.name(), wanted.fresh());
        if (problem != null) throw ApiProblem.invalid(List.of(problem));
        operators.password(operator, String.valueOf(wanted.fresh()), operator.name());
        sessions.end(
                other -> other.operator().equals(operator.id()) && !other.id().equals(session.id()));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logout(Principal caller, HttpServletRequest request, HttpServletResponse response) {
        Session session = own(caller);
        sessions.end(other -> other.id().equals(session.id()));
        SessionCookies.clear(request, response);
    }

    /** Where else this person is logged in. */
    @GetMapping("/sessions")
    Page<OperatorResource.OpenSession> all(Principal caller) {
        Session session = own(caller);
        return new Page<>(
                sessions.of(session.operator()).stream()
                        .map(one -> OperatorResource.OpenSession.of(one, session.id()))
                        .toList(),
                null);
    }

    @DeleteMapping("/sessions/{session}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable UUID session, Principal caller) {
        UUID operator = own(caller).operator();
        int ended =
                sessions.end(one -> one.id().equals(session) && one.operator().equals(operator));
        if (ended == 0) throw ApiProblem.notFound("session", session.toString());
    }

    private static Session own(Principal caller) {
        Session session = caller instanceof Authenticated known ? known.session() : null;
        if (session == null) throw ApiProblem.conflict("no-session", "A program with an API token has no session.");
        return session;
    }

    private SessionView view(Operator operator, Session session) {
        return new SessionView(
                operator.name(),
                operator.displayName(),
                operator.role().title(),
                sites.names(operator.sites()),
                operator.language(),
                session.via(),
                Sessions.expiry(session));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooMany(LoginThrottle.TooMany why) {
        return TooManyAnswer.of(why);
    }
}
