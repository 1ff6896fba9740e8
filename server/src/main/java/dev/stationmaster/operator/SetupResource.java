package dev.stationmaster.operator;

import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.FieldProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The first step on a new server: the code of its start makes the first administrator. */
@RestController
@RequestMapping("/api/v1/setup")
class SetupResource {
    private final SetupCode setup;
    private final Operators operators;
    private final Logins logins;
    private final SessionResource sessions;

    SetupResource(SetupCode setup, Operators operators, Logins logins, SessionResource sessions) {
        this.setup = setup;
        this.operators = operators;
        this.logins = logins;
        this.sessions = sessions;
    }

    /** @param name and password: absent for a program, which gets an API token instead */
    record Redeem(
            @Nullable String code,
            @Nullable String name,
            @Nullable String password) {
        @Override
        public String toString() {
            return "Redeem[" + name + "]";
        }
    }

    record Administrator(String token) {}

    record State(boolean open) {}

    /** Whether there is no administrator yet. */
    @GetMapping
    State state() {
        return new State(setup.isOpen());
    }

    /** With a name and a password: an administrator, who is logged in (201). With the code alone: an API token for programs. */
    @PostMapping
    ResponseEntity<?> redeem(@RequestBody Redeem body, HttpServletRequest request, HttpServletResponse response) {
        if (body.code() == null) throw ApiProblem.invalid("code", "required", "code must be given.");
        if (body.name() == null && body.password() == null) {
            return ResponseEntity.ok(new Administrator(setup.redeem(body.code())));
        }
        var form = new OperatorForm(
                body.name(), null, null, Role.ADMIN.word(), null, null, String.valueOf(body.password()));
        List<FieldProblem> problems = form.problems(true);
        if (!problems.isEmpty()) throw ApiProblem.invalid(problems);
        Operator wanted = operators.fresh(String.valueOf(body.name()).strip(), Role.ADMIN, null);
        Operator first = setup.redeem(body.code(), wanted, String.valueOf(body.password()));
        Sessions.Begun begun = logins.begin(first, "password", SessionResource.from(request));
        return ResponseEntity.status(HttpStatus.CREATED).body(sessions.begun(begun, request, response));
    }
}
