package dev.stationmaster.authorization;

import dev.stationmaster.authorization.TokenImport.ImportView;
import java.security.Principal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tokens by the table. */
@RestController
class TokenImportResource {
    private final TokenImport tokens;

    TokenImportResource(TokenImport tokens) {
        this.tokens = tokens;
    }

    /**
     * Takes a CSV of at most 10,000 rows; the first line names the columns (idToken, type, status, validUntil, group, maxConcurrent, language,
     * personalMessage). Empty values leave what is known.
     *
     * @param dryRun true answers what it would come to, with all that is wrong by line, field and rule, and saves nothing
     */
    @PostMapping(
            path = "/api/v1/tokens/import",
            consumes = {"text/csv", "text/plain"})
    ImportView take(@RequestParam(defaultValue = "false") boolean dryRun, @RequestBody String csv, Principal operator) {
        return dryRun ? tokens.checked(csv) : tokens.apply(csv, operator.getName());
    }
}
