package dev.stationmaster.authorization;

import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Paging;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The tokens: list, get, create, change, delete. */
@RestController
@RequestMapping("/api/v1/tokens")
class TokenResource {
    /** Between the two parts of a cursor; no token holds it. */
    private static final String SEPARATOR = "\u001f";

    private final TokenService tokens;
    private final TokenStore store;

    TokenResource(TokenService tokens, TokenStore store) {
        this.tokens = tokens;
        this.store = store;
    }

    record TokenView(
            String idToken,
            String type,
            String status,
            @Nullable Instant validUntil,
            @Nullable String group,
            @Nullable Integer maxConcurrent,
            @Nullable String language,
            @Nullable String personalMessage,
            @Nullable List<String> allowedAt,
            Instant createdAt,
            Instant changedAt) {
        static TokenView of(TokenStore.Stored stored) {
            var token = stored.token();
            return new TokenView(
                    token.id().value(),
                    token.id().type(),
                    TokenWords.of(token.status()),
                    token.validUntil(),
                    token.group(),
                    token.maxConcurrent(),
                    token.language(),
                    token.personalMessage(),
                    token.allowedAt() == null ? null : token.allowedAt().places(),
                    stored.createdAt(),
                    stored.changedAt());
        }
    }

    @GetMapping
    Page<TokenView> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String group) {
        var paging = Paging.of(limit, after);
        var key = paging.after();
        int cut = key == null ? -1 : key.indexOf(SEPARATOR);
        var value = cut < 0 ? null : key.substring(0, cut);
        var type = cut < 0 ? null : key.substring(cut + 1);
        var found = store.list(q, group, value, type, paging.fetch());
        return Page.of(found, paging, TokenResource::key).map(TokenView::of);
    }

    @GetMapping("/{type}/{idToken}")
    TokenView get(@PathVariable String type, @PathVariable String idToken) {
        return view(new IdToken(idToken, type));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    TokenView create(@RequestBody TokenForm form, Principal operator) {
        return view(tokens.create(form, operator.getName()).id());
    }

    @PatchMapping("/{type}/{idToken}")
    TokenView change(
            @PathVariable String type, @PathVariable String idToken, @RequestBody TokenForm form, Principal operator) {
        return view(tokens.change(new IdToken(idToken, type), form, operator.getName())
                .id());
    }

    @DeleteMapping("/{type}/{idToken}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String type, @PathVariable String idToken, Principal operator) {
        tokens.delete(new IdToken(idToken, type), operator.getName());
    }

    private TokenView view(IdToken id) {
        return store.find(id).map(TokenView::of).orElseThrow(() -> ApiProblem.notFound("token", id.value()));
    }

    private static String key(TokenStore.Stored stored) {
        var id = stored.token().id();
        return TokenDirectory.folded(id.value()) + SEPARATOR + id.type();
    }
}
