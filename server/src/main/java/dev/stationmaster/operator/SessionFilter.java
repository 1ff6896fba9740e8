package dev.stationmaster.operator;

import dev.stationmaster.platform.web.ApiProblem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Knows a request by the cookie of its session; one that changes something must carry the session's other token in a header. */
final class SessionFilter extends OncePerRequestFilter {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final Logins logins;
    private final HandlerExceptionResolver problems;

    SessionFilter(Logins logins, HandlerExceptionResolver problems) {
        this.logins = logins;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<String> secret = SessionCookies.secret(request);
        boolean known = SecurityContextHolder.getContext().getAuthentication() != null;
        Optional<Authenticated> caller = known ? Optional.empty() : secret.flatMap(logins::authenticate);
        if (caller.isPresent()) {
            boolean logsIn = request.getMethod().equals("POST")
                    && request.getRequestURI().equals("/api/v1/session");
            if (!SAFE.contains(request.getMethod())
                    && !logsIn
                    && !SessionCookies.carriesCsrf(request, secret.orElseThrow())) {
                problems.resolveException(
                        request,
                        response,
                        null,
                        ApiProblem.of(
                                HttpStatus.FORBIDDEN,
                                "csrf",
                                "A change made with a session carries the cookie XSRF-TOKEN in the header X-XSRF-TOKEN."));
                return;
            }
            var context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(caller.get());
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
    }
}
