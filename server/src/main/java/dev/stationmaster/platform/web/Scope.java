package dev.stationmaster.platform.web;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Which sites the caller of the present request may know of.
 *
 * @param sites their keys, those below a named one included; null is all
 */
public record Scope(@Nullable Set<Integer> sites) {
    public static final Scope ALL = new Scope(null);

    /** The caller's; all where nobody calls, for the server's own work. */
    public static Scope current() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof Caller caller ? caller.scope() : ALL;
    }

    public boolean isLimited() {
        return sites != null;
    }

    public boolean includes(int site) {
        return sites == null || sites.contains(site);
    }

    /** @throws ApiProblem 403 when the caller is limited to other sites */
    public void require(int site) {
        if (!includes(site)) throw limited();
    }

    /** What is told to somebody who asks for more than the sites he is limited to. */
    public static ApiProblem limited() {
        return ApiProblem.of(
                HttpStatus.FORBIDDEN, "limited-to-sites", "This concerns more than the sites that you are limited to.");
    }
}
