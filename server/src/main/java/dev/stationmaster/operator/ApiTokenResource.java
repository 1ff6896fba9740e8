package dev.stationmaster.operator;

import dev.stationmaster.platform.web.Page;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The API tokens: list, create, delete. A token itself is shown once, when it is made. */
@RestController
@RequestMapping("/api/v1/api-tokens")
class ApiTokenResource {
    private final ApiTokens tokens;
    private final SiteKeys sites;

    ApiTokenResource(ApiTokens tokens, SiteKeys sites) {
        this.tokens = tokens;
        this.sites = sites;
    }

    /** @param token shown once, in the answer that made it */
    record ApiTokenView(
            String name,
            String role,
            @Nullable List<String> sites,
            @Nullable Instant expiresAt,
            String origin,
            Instant createdAt,
            @Nullable Instant lastUsedAt,
            @Nullable String token) {}

    private ApiTokenView view(ApiToken token, @Nullable String secret) {
        return new ApiTokenView(
                token.name(),
                token.role().word(),
                sites.names(token.sites()),
                token.expiresAt(),
                token.origin(),
                token.createdAt(),
                tokens.usedAt(token),
                secret);
    }

    @GetMapping
    Page<ApiTokenView> list() {
        return new Page<>(tokens.all().stream().map(token -> view(token, null)).toList(), null);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ApiTokenView create(@RequestBody ApiTokenForm form, Principal operator) {
        var created = tokens.create(form, operator.getName());
        return view(created.token(), created.secret());
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String name, Principal operator) {
        tokens.delete(name, operator.getName());
    }
}
