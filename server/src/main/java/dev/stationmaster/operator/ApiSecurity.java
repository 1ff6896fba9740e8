package dev.stationmaster.operator;

import dev.stationmaster.ledger.FactWriter;
import dev.stationmaster.platform.web.ApiProblem;
import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Who may do what over HTTP. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OidcSettings.class)
class ApiSecurity {
    @Bean
    SecurityFilterChain api(
            HttpSecurity http,
            ApiTokens tokens,
            SiteKeys sites,
            Logins logins,
            OidcLogin oidc,
            ContentPolicy content,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        oidc.addTo(http);
        return http.csrf(AbstractHttpConfigurer::disable) // SessionFilter sees to it, for sessions only
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.addHeaderWriter(content))
                .addFilterBefore(new BearerTokenFilter(tokens, sites), AnonymousAuthenticationFilter.class)
                .addFilterBefore(new SessionFilter(logins, problems), AnonymousAuthenticationFilter.class)
                .exceptionHandling(refused -> refused.authenticationEntryPoint(
                                (request, response, why) -> problems.resolveException(request, response, null, why))
                        .accessDeniedHandler(
                                (request, response, why) -> problems.resolveException(request, response, null, why)))
                .authorizeHttpRequests(ApiSecurity::rules)
                .build();
    }

    private static void rules(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        var admin = Role.ADMIN.name();
        requests.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                .permitAll()
                .requestMatchers(
                        "/actuator/health/**", "/actuator/prometheus", "/api/v1/openapi/**", "/api/v1/openapi.yaml")
                .permitAll()
                .requestMatchers("/api/v1/setup", "/api/v1/session/options", "/api/v1/session/invitation")
                .permitAll()
                .requestMatchers(HttpMethod.POST, "/api/v1/session")
                .permitAll()
                .requestMatchers("/api/v1/session/**")
                .hasRole(Role.VIEWER.name())
                .requestMatchers(
                        "/api/v1/provisioning/**",
                        "/api/v1/api-tokens/**",
                        "/api/v1/operators/**",
                        "/api/v1/audit/**",
                        "/api/v1/mail-server/**")
                .hasRole(admin)
                .requestMatchers(HttpMethod.GET, "/api/**", "/actuator/**")
                .hasRole(Role.VIEWER.name())
                .requestMatchers("/api/v1/settings/**", "/api/v1/vendor-rules/**")
                .hasRole(admin)
                .requestMatchers(
                        "/api/v1/stations/*/commands/**",
                        "/api/v1/stations/*/calls",
                        "/api/v1/stations/*/composite-schedule/preview",
                        "/api/v1/stations/*/reservations/**",
                        "/api/v1/stations/*/commissionings/**",
                        "/api/v1/authorizations/try",
                        "/api/v1/connection-attempts/adopt",
                        "/api/v1/commands/**",
                        "/api/v1/problems/**")
                .hasRole(Role.TECHNICIAN.name())
                .requestMatchers("/api/**")
                .hasRole(Role.OPERATOR.name())
                .requestMatchers("/actuator/**")
                .hasRole(admin)
                .anyRequest()
                .permitAll();
    }

    /** Identities of stations hold what a careful firewall would refuse; they are compared, and never used as a path on disk. */
    @Bean
    HttpFirewall httpFirewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowUrlEncodedPercent(true);
        firewall.setAllowUrlEncodedSlash(true);
        firewall.setAllowUrlEncodedDoubleSlash(true);
        firewall.setAllowUrlEncodedPeriod(true);
        firewall.setAllowBackSlash(true);
        firewall.setAllowSemicolon(true);
        firewall.setAllowedParameterValues(value -> value.chars().noneMatch(Character::isISOControl));
        return firewall;
    }

    @Bean
    RequestRejectedHandler requestRejectedHandler(
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return (request, response, why) -> problems.resolveException(
                request,
                response,
                null,
                ApiProblem.of(HttpStatus.BAD_REQUEST, "malformed-request", "The path holds what no path may hold."));
    }

    /** Passwords are looked at elsewhere; without this bean the framework would make one up. */
    @Bean
    AuthenticationManager authenticationManager() {
        return _ -> {
            throw new ProviderNotFoundException("no passwords"); // whose failure does not hide another's
        };
    }

    @Bean
    FactWriter<ApiTokenSaved, Void> apiTokenSaved(ApiTokenStore store) {
        return FactWriter.of(ApiTokenSaved.class, 20, store::save);
    }

    @Bean
    FactWriter<ApiTokenDeleted, Void> apiTokenDeleted(ApiTokenStore store) {
        return FactWriter.of(ApiTokenDeleted.class, 21, store::delete);
    }

    @Bean
    FactWriter<ApiTokenUsed, Void> apiTokenUsed(ApiTokenStore store) {
        return FactWriter.of(ApiTokenUsed.class, 23, store::used);
    }

    @Bean
    FactWriter<SetupCodeSet, Void> setupCodeSet(ApiTokenStore store) {
        return FactWriter.of(SetupCodeSet.class, 22, store::setupCode);
    }
}
