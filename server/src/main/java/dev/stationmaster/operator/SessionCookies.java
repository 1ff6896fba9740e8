package dev.stationmaster.operator;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * The two cookies of a session: one that no script can read, and one that a script must read and send back in a header, which another site's page
 * cannot. The second is made from the first, so that nothing else fits.
 */
final class SessionCookies {
    static final String SESSION = "SM_SESSION";
    static final String CSRF = "XSRF-TOKEN";
    static final String CSRF_HEADER = "X-XSRF-TOKEN";

    private SessionCookies() {}

    static void set(HttpServletRequest request, HttpServletResponse response, String secret) {
        write(request, response, SESSION, secret, true, Sessions.IDLE.toSeconds() * 14);
        setCsrf(request, response, secret);
    }

    static void setCsrf(HttpServletRequest request, HttpServletResponse response, String secret) {
        write(request, response, CSRF, csrf(secret), false, Sessions.IDLE.toSeconds() * 14);
    }

    static void clear(HttpServletRequest request, HttpServletResponse response) {
        write(request, response, SESSION, "", true, 0);
        write(request, response, CSRF, "", false, 0);
    }

    private static void write(
            HttpServletRequest request,
            HttpServletResponse response,
            String name,
            String value,
            boolean hidden,
            long seconds) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(name, value)
                        .path("/")
                        .httpOnly(hidden)
                        .secure(isTls(request))
                        .sameSite("Lax")
                        .maxAge(seconds)
                        .build()
                        .toString());
    }

    /** Ours, or that of a proxy in front of us. */
    static boolean isTls(HttpServletRequest request) {
        return request.isSecure() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
    }

    static Optional<String> secret(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) return Optional.empty();
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(SESSION) && !cookie.getValue().isEmpty()) return Optional.of(cookie.getValue());
        }
        return Optional.empty();
    }

    /** Whether the header is the one that belongs to this session. */
    static boolean carriesCsrf(HttpServletRequest request, String secret) {
        String header = request.getHeader(CSRF_HEADER);
        return header != null
                && MessageDigest.isEqual(
                        header.getBytes(StandardCharsets.UTF_8), csrf(secret).getBytes(StandardCharsets.UTF_8));
    }

    private static String csrf(String secret) {
        return java.util.HexFormat.of().formatHex(Secrets.hash("csrf " + secret));
    }
}
