package dev.stationmaster.operator;

import dev.stationmaster.platform.web.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/** The way in through an OIDC provider: {@code /oauth2/authorization/oidc} leads there, and back with a session of ours. */
@Component
class OidcLogin {
    private static final Logger log = LoggerFactory.getLogger(OidcLogin.class);

    private final OidcSettings settings;
    private final OidcPeople people;
    private final Logins logins;
    private final InstantSource clock;

    OidcLogin(OidcSettings settings, OidcPeople people, Logins logins, InstantSource clock) {
        this.settings = settings;
        this.people = people;
        this.logins = logins;
        this.clock = clock;
    }

    /** Does nothing when no provider is configured. */
    void addTo(HttpSecurity http) {
        if (!settings.isOn()) return;
        http.oauth2Login(login -> login.loginPage("/login")
                .clientRegistrationRepository(new OidcRegistration(settings))
                .authorizationEndpoint(at -> at.authorizationRequestRepository(new OidcRequests(clock)))
                .successHandler(this::succeeded)
                .failureHandler(OidcLogin::failed));
    }

    private void succeeded(HttpServletRequest request, HttpServletResponse response, Authentication told)
            throws IOException {
        SecurityContextHolder.clearContext();
        if (!(told.getPrincipal() instanceof OidcUser user)) {
            response.sendRedirect("/login?error=oidc");
            return;
        }
        try {
            String subject = user.getIssuer() + " " + user.getSubject();
            Operator operator = people.known(subject, user.getClaims());
            Sessions.Begun begun = logins.begin(operator, "oidc", SessionResource.from(request));
            SessionCookies.set(request, response, begun.secret());
            response.sendRedirect("/");
        } catch (OidcPeople.Refused why) {
            log.warn("event=oidc-login-refused reason={}", why.getMessage());
            response.sendRedirect("/login?error=" + why.getMessage());
        } catch (ApiProblem why) {
            log.warn("event=oidc-login-refused reason={}", why.code());
            response.sendRedirect("/login?error=" + why.code());
        }
    }

    private static void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        log.warn(
                "event=oidc-login-failed reason=\"{}\"",
                String.valueOf(why.getMessage()).replaceAll("[\\p{Cntrl}\"]", " "));
        response.sendRedirect("/login?error=oidc");
    }
}
