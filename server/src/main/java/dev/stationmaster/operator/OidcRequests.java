package dev.stationmaster.operator;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/** Logins that are at the provider at this moment, in memory, each bound to the browser that began it by a cookie. */
final class OidcRequests implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {
    private static final String COOKIE = "SM_OIDC";
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int MOST = 1_000;

    private final InstantSource clock;
    private final Map<String, Begun> begun = new LinkedHashMap<>();

    private record Begun(OAuth2AuthorizationRequest request, Instant at) {}

    OidcRequests(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        Begun found = find(key(request));
        return found != null && found.request.getState().equals(request.getParameter("state")) ? found.request : null;
    }

    @Override
    public void saveAuthorizationRequest(
            @Nullable OAuth2AuthorizationRequest wanted, HttpServletRequest request, HttpServletResponse response) {
        if (wanted == null) return;
        String key = Secrets.generate();
        synchronized (begun) {
            begun.put(key, new Begun(wanted, clock.instant()));
            if (begun.size() > MOST) begun.remove(begun.keySet().iterator().next());
        }
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(request, key, PATIENCE.toSeconds()));
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        OAuth2AuthorizationRequest found = loadAuthorizationRequest(request);
        String key = key(request);
        if (key != null) {
            synchronized (begun) {
                begun.remove(key);
            }
            response.addHeader(HttpHeaders.SET_COOKIE, cookie(request, "", 0));
        }
        return found;
    }

    private @Nullable Begun find(@Nullable String key) {
        if (key == null) return null;
        synchronized (begun) {
            Begun found = begun.get(key);
            return found == null || found.at.plus(PATIENCE).isBefore(clock.instant()) ? null : found;
        }
    }

    private static @Nullable String key(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) return null;
        for (Cookie cookie : cookies) if (cookie.getName().equals(COOKIE)) return cookie.getValue();
        return null;
    }

    private static String cookie(HttpServletRequest request, String value, long seconds) {
        return ResponseCookie.from(COOKIE, value)
                .path("/login/oauth2")
                .httpOnly(true)
                .secure(SessionCookies.isTls(request))
                .sameSite("Lax")
                .maxAge(seconds)
                .build()
                .toString();
    }
}
