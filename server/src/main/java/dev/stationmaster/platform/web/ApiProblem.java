package dev.stationmaster.platform.web;

import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** A request that cannot be served, as the client is told it (RFC 9457). Throw it anywhere below a resource. */
public final class ApiProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String code;
    private final transient List<FieldProblem> errors;

    private ApiProblem(HttpStatus status, String code, String detail, List<FieldProblem> errors) {
        super(detail);
        this.status = status;
        this.code = code;
        this.errors = List.copyOf(errors);
    }

    /**
     * Any problem.
     *
     * @param code stable and kebab-case, what programs decide by
     * @param detail for people: what is wrong and what would help
     */
    public static ApiProblem of(HttpStatus status, String code, String detail) {
        return new ApiProblem(status, code, detail, List.of());
    }

    public static ApiProblem of(HttpStatus status, String code, String detail, List<FieldProblem> errors) {
        return new ApiProblem(status, code, detail, errors);
    }

    /** 404 {@code <what>-not-found}, for example {@code notFound("station", "CP-1")}. */
    public static ApiProblem notFound(String what, String key) {
        return of(HttpStatus.NOT_FOUND, what + "-not-found", "There is no " + what + " \"" + key + "\".");
    }

    /** 409: the request is right, but not in the present state. */
    public static ApiProblem conflict(String code, String detail) {
        return of(HttpStatus.CONFLICT, code, detail);
    }

    /** 422 {@code invalid-field} for one field. */
    public static ApiProblem invalid(String field, String rule, String message) {
        return invalid(List.of(new FieldProblem(field, rule, message)));
    }

    /** 422 {@code invalid-field} for all fields that are wrong. */
    public static ApiProblem invalid(List<FieldProblem> errors) {
        String detail = errors.size() == 1
                ? errors.getFirst().field() + ": " + errors.getFirst().message()
                : errors.size() + " fields are wrong.";
        return of(HttpStatus.UNPROCESSABLE_CONTENT, "invalid-field", detail, errors);
    }

    public HttpStatus status() {
        return status;
    }

    public String code() {
        return code;
    }

    public List<FieldProblem> errors() {
        return errors;
    }

    ProblemDetail body(String path) {
        return body(status, code, String.valueOf(getMessage()), path, errors);
    }

    static ProblemDetail body(HttpStatus status, String code, String detail, String path, List<FieldProblem> errors) {
        var body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setTitle(status.getReasonPhrase());
        body.setType(URI.create("urn:stationmaster:problem:" + code));
        body.setInstance(instance(path));
        body.setProperty("code", code);
        if (!errors.isEmpty()) body.setProperty("errors", errors);
        return body;
    }

    /** A path may hold characters that are no URI (Tomcat is told to take them); the problem must be told all the same. */
    private static URI instance(String path) {
        try {
            return URI.create(path);
        } catch (IllegalArgumentException e) {
            return URI.create("/");
        }
    }
}
