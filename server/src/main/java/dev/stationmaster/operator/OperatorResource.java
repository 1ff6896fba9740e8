package dev.stationmaster.operator;

import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.FieldProblem;
import dev.stationmaster.platform.web.Page;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The people who work with the server. */
@RestController
@RequestMapping("/api/v1/operators")
class OperatorResource {
    private final Operators operators;
    private final Sessions sessions;
    private final SiteKeys sites;

    OperatorResource(Operators operators, Sessions sessions, SiteKeys sites) {
        this.operators = operators;
        this.sessions = sessions;
        this.sites = sites;
    }

    /**
     * @param sites names; null is all
     * @param singleSignOn whether the OIDC provider says who he is; role, sites and name then follow it at each login
     * @param link sets the password once, within a week; shown in the answer that made it
     */
    record OperatorView(
            String name,
            @Nullable String displayName,
            @Nullable String email,
            String role,
            @Nullable List<String> sites,
            boolean disabled,
            boolean hasPassword,
            boolean singleSignOn,
            @Nullable Instant lastLoginAt,
            Instant createdAt,
            @Nullable String link) {}

    /** @param current the one that asks */
    record OpenSession(
            UUID id,
            String via,
            Instant createdAt,
            Instant seenAt,
            Instant expiresAt,
            @Nullable String remoteAddress,
            @Nullable String userAgent,
            boolean current) {
        static OpenSession of(Session session, @Nullable UUID current) {
            return new OpenSession(
                    session.id(),
                    session.via(),
                    session.createdAt(),
                    session.seenAt(),
                    Sessions.expiry(session),
                    session.remoteAddress(),
                    session.userAgent(),
                    session.id().equals(current));
        }
    }

    record Password(@Nullable String password) {
        @Override
        public String toString() {
            return "Password[]";
        }
    }

    @GetMapping
    Page<OperatorView> list() {
        return new Page<>(operators.all().stream().map(one -> view(one, null)).toList(), null);
    }

    @GetMapping("/{name}")
    OperatorView get(@PathVariable String name) {
        return view(operators.get(name), null);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    OperatorView create(@RequestBody OperatorForm form, Principal caller) {
        List<FieldProblem> problems = form.problems(true);
        List<Integer> keys = sites.keys(form.sites(), problems);
        if (!problems.isEmpty()) throw ApiProblem.invalid(problems);
        Role role = Role.of(String.valueOf(form.role())).orElseThrow();
        Operator plain = operators.fresh(String.valueOf(form.name()).strip(), role, keys);
        Operator wanted = merged(plain, form, keys);
        Operator made = operators.create(wanted, form.password(), caller.getName());
        return view(made, form.password() == null ? link(made) : null);
    }

    @PatchMapping("/{name}")
    OperatorView change(@PathVariable String name, @RequestBody OperatorForm form, Principal caller) {
        Operator now = operators.get(name);
        List<FieldProblem> problems = form.problems(false);
        boolean lifted = form.sites() != null && form.sites().isEmpty();
        List<Integer> keys = form.sites() == null ? now.sites() : lifted ? null : sites.keys(form.sites(), problems);
        if (!problems.isEmpty()) throw ApiProblem.invalid(problems);
        Operator changed = operators.change(merged(now, form, keys), caller.getName());
        if (form.password() != null) changed = password(changed, form.password(), caller);
        if (changed.disabled()) end(changed);
        return view(changed, null);
    }

    private static Operator merged(Operator now, OperatorForm form, @Nullable List<Integer> keys) {
        return new Operator(
                now.id(),
                now.name(),
                form.displayName() == null ? now.displayName() : form.displayName(),
                form.email() == null ? now.email() : form.email().isEmpty() ? null : form.email(),
                form.role() == null ? now.role() : Role.of(form.role()).orElseThrow(),
                keys,
                form.disabled() == null ? now.disabled() : form.disabled(),
                now.passwordHash(),
                now.subject(),
                now.language(),
                now.lastLoginAt(),
                now.createdAt());
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String name, Principal caller) {
        Operator operator = operators.get(name);
        operators.delete(operator, caller.getName());
        end(operator);
    }

    /** All sessions of that person end by it. */
    @PutMapping("/{name}/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void setPassword(@PathVariable String name, @RequestBody Password wanted, Principal caller) {
        Operator operator = operators.get(name);
        FieldProblem problem = Passwords.problem("password", name, wanted.password());
        if (problem != null) throw ApiProblem.invalid(List.of(problem));
        password(operator, String.valueOf(wanted.password()), caller);
    }

    /** A new link with which the person sets a password; an earlier one opens nothing any more. */
    @PostMapping("/{name}/invitation")
    OperatorView invite(@PathVariable String name) {
        Operator operator = operators.get(name);
        return view(operator, link(operator));
    }

    @GetMapping("/{name}/sessions")
    Page<OpenSession> sessions(@PathVariable String name) {
        return new Page<>(
                sessions.of(operators.get(name).id()).stream()
                        .map(session -> OpenSession.of(session, null))
                        .toList(),
                null);
    }

    @DeleteMapping("/{name}/sessions/{session}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endSession(@PathVariable String name, @PathVariable UUID session) {
        UUID operator = operators.get(name).id();
        int ended =
                sessions.end(one -> one.id().equals(session) && one.operator().equals(operator));
        if (ended == 0) throw ApiProblem.notFound("session", session.toString());
    }

    private Operator password(Operator operator, String password, Principal caller) {
        Operator changed = operators.password(operator, password, caller.getName());
        end(changed);
        return changed;
    }

    private void end(Operator operator) {
        sessions.end(session -> session.operator().equals(operator.id()));
    }

    private String link(Operator operator) {
        return "/invitation#" + operators.invite(operator);
    }

    private OperatorView view(Operator operator, @Nullable String link) {
        return new OperatorView(
                operator.name(),
                operator.displayName(),
                operator.email(),
                operator.role().title(),
                sites.names(operator.sites()),
                operator.disabled(),
                operator.passwordHash() != null,
                operator.subject() != null,
                operator.lastLoginAt(),
                operator.createdAt(),
                link);
    }
}
