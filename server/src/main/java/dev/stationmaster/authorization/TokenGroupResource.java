package dev.stationmaster.authorization;

import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Paging;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The groups that tokens are in; a group is there as long as it has a token. */
@RestController
class TokenGroupResource {
    private final TokenStore store;

    TokenGroupResource(TokenStore store) {
        this.store = store;
    }

    /** In the order of their names; their members are {@code /tokens?group=}. */
    @GetMapping("/api/v1/token-groups")
    Page<TokenStore.Group> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        var paging = Paging.of(limit, after);
        return Page.of(
                store.groups(paging.after(), paging.fetch()),
                paging,
                one -> one.group().toLowerCase(Locale.ROOT));
    }
}
