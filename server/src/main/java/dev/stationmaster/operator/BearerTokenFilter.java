package dev.stationmaster.operator;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Knows a request by its API token; one without stays anonymous, and is refused where that is not enough. */
final class BearerTokenFilter extends OncePerRequestFilter {
    private static final String SCHEME = "Bearer ";

    private final ApiTokens tokens;
    private final SiteKeys sites;

    BearerTokenFilter(ApiTokens tokens, SiteKeys sites) {
        this.tokens = tokens;
        this.sites = sites;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        token(request).flatMap(tokens::authenticate).ifPresent(token -> {
            var context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(authentication(token));
            SecurityContextHolder.setContext(context);
        });
        chain.doFilter(request, response);
    }

    private static Optional<String> token(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) return Optional.empty();
        return Optional.of(header.substring(SCHEME.length()).strip());
    }

    private Authentication authentication(ApiToken token) {
        return new Authenticated(token.name(), token.role(), "token", sites.scope(token.sites()), null);
    }
}
