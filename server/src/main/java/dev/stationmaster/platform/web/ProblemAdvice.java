package dev.stationmaster.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;

/** Every failure of the API in one form (RFC 9457) with a stable code; what went wrong inside is logged and not told. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> problem(ApiProblem problem, HttpServletRequest request) {
        return answer(problem.body(request.getRequestURI()), new HttpHeaders());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unauthenticated(AuthenticationException why, HttpServletRequest request) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        var detail = "Send a valid API token: \"Authorization: Bearer <token>\".";
        var path = request.getRequestURI();
        return answer(ApiProblem.body(HttpStatus.UNAUTHORIZED, "unauthorized", detail, path, List.of()), headers);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> forbidden(AccessDeniedException why, HttpServletRequest request) {
        var detail = "The role of this API token does not allow this.";
        var path = request.getRequestURI();
        return answer(ApiProblem.body(HttpStatus.FORBIDDEN, "forbidden", detail, path, List.of()), new HttpHeaders());
    }

    /** A parameter that is not UTF-8, or holds control characters; it is found out where it is first read. */
    @ExceptionHandler({InvalidParameterException.class, RequestRejectedException.class})
    ResponseEntity<ProblemDetail> undecodable(RuntimeException why, HttpServletRequest request) {
        var detail = "A parameter is not percent-encoded UTF-8, or holds control characters.";
        var path = request.getRequestURI();
        return answer(
                ApiProblem.body(HttpStatus.BAD_REQUEST, "malformed-request", detail, path, List.of()),
                new HttpHeaders());
    }

    /** Its first lines are sent, so no problem can be told any more: the container cuts the connection. */
    @ExceptionHandler
    void cut(ListExport.Cut cut) {
        throw cut;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> bug(Exception bug, HttpServletRequest request) {
        log.error("event=request-failed method={} path={}", request.getMethod(), request.getRequestURI(), bug);
        var detail = "The server failed on this request; its log says why.";
        var path = request.getRequestURI();
        return answer(
                ApiProblem.body(HttpStatus.INTERNAL_SERVER_ERROR, "internal-error", detail, path, List.of()),
                new HttpHeaders());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        if (!(unreadable.getMostSpecificCause() instanceof JacksonException why)) {
            return other(HttpStatus.BAD_REQUEST, "malformed-request", "The body is missing or unreadable.", request);
        }
        var location = why.getLocation();
        var place = location == null || location.getLineNr() < 1
                ? ""
                : " in line " + location.getLineNr() + ", column " + location.getColumnNr();
        if (why instanceof StreamReadException) {
            return other(HttpStatus.BAD_REQUEST, "malformed-json", "The body is not JSON" + place + ".", request);
        }
        var field = why.getPath().stream()
                .map(step ->
                        step.getPropertyName() != null ? "." + step.getPropertyName() : "[" + step.getIndex() + "]")
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
        if (field.isEmpty()) field = "body";
        var error =
                new FieldProblem(field, "type", "The value is unknown or not of the type expected here" + place + ".");
        var body = ApiProblem.body(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "invalid-field",
                field + ": " + error.message(),
                path(request),
                List.of(error));
        return answer(body);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException mismatch, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var field = String.valueOf(mismatch.getPropertyName());
        var error = new FieldProblem(field, "type", field + " is " + expected(mismatch.getRequiredType()) + ".");
        return answer(ApiProblem.body(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "invalid-field",
                field + ": " + error.message(),
                path(request),
                List.of(error)));
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == Instant.class) return "a time like 2026-03-01T08:00:00Z";
        if (type == Boolean.class || type == boolean.class) return "true or false";
        if (type == UUID.class) return "a UUID";
        if (type != null && (type.isPrimitive() || Number.class.isAssignableFrom(type))) return "a whole number";
        return "not of the type expected here";
    }

    /** What Spring itself refuses: unknown paths, methods, media types, parameters. */
    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception refused, @Nullable Object body, HttpHeaders headers, HttpStatusCode code, WebRequest request) {
        var status = HttpStatus.valueOf(code.value());
        var word = status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
        var told =
                refused instanceof ErrorResponse response ? response.getBody().getDetail() : null;
        var detail = told == null || status == HttpStatus.NOT_FOUND ? status.getReasonPhrase() : told;
        var problem = ApiProblem.body(status, word, detail, path(request), List.of());
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static ResponseEntity<Object> other(HttpStatus status, String code, String detail, WebRequest request) {
        return answer(ApiProblem.body(status, code, detail, path(request), List.of()));
    }

    private static ResponseEntity<Object> answer(ProblemDetail body) {
        return ResponseEntity.status(body.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemDetail body, HttpHeaders headers) {
        return ResponseEntity.status(body.getStatus())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }

    private static String path(WebRequest request) {
        return ((ServletWebRequest) request).getRequest().getRequestURI();
    }
}
