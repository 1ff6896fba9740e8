package dev.stationmaster.operator;

import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.ledger.Planned;
import dev.stationmaster.platform.web.ApiProblem;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/**
 * How the first administrator gets in: while there is none, each start makes a code that works once. There is no default password.
 */
@Service
public class SetupCode {
    private static final String NAME = "administrator";

    private final ApiTokenStore store;
    private final ApiTokens tokens;
    private final Operators operators;
    private final Ledger ledger;
    private final InstantSource clock;

    SetupCode(ApiTokenStore store, ApiTokens tokens, Operators operators, Ledger ledger, InstantSource clock) {
        this.store = store;
        this.tokens = tokens;
        this.operators = operators;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Makes a code in place of an earlier one; empty when there is an administrator. To be shown, never logged. */
    public synchronized Optional<String> renew() {
        if (!isOpen()) return Optional.empty();
        var code = Secrets.generate();
        ledger.commit(List.of(new SetupCodeSet(Secrets.hash(code), clock.instant())));
        return Optional.of(code);
    }

    /** Whether nobody could let anybody else in. */
    boolean isOpen() {
        return !tokens.hasAdministrator() && !operators.hasAdministrator();
    }

    private void check(String code) {
        byte[] hash = store.setupCodeHash();
        if (!isOpen() || hash == null)
            throw ApiProblem.conflict("already-set-up", "This server has an administrator; ask for an API token.");
        if (!MessageDigest.isEqual(hash, Secrets.hash(code)))
            throw ApiProblem.of(
                    HttpStatus.FORBIDDEN, "wrong-setup-code", "This is not the code that the last start has shown.");
    }

    /** The first administrator for the code, which is used up by this. */
    synchronized Operator redeem(String code, Operator wanted, String password) {
        check(code);
        Operator first = operators.create(wanted, password, "setup");
        ledger.commit(List.of(new SetupCodeSet(null, clock.instant())));
        return first;
    }

    /** The administrator's API token for the code, which is used up by this. */
    synchronized String redeem(String code) {
        check(code);
        var secret = Secrets.generate();
        var form = new ApiTokenForm(NAME, Role.ADMIN.word(), null, secret, null);
        var now = clock.instant();
        tokens.plan(List.of(form), "setup", "setup", now)
                .and(new Planned(List.of(new SetupCodeSet(null, now)), () -> {}))
                .commit(ledger);
        return secret;
    }
}
