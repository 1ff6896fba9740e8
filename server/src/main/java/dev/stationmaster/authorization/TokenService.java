package dev.stationmaster.authorization;

import dev.stationmaster.changefeed.Change;
import dev.stationmaster.ledger.Fact;
import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.ledger.Planned;
import dev.stationmaster.platform.web.ApiProblem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** The tokens an operator knows, and what he does with them. */
@Service
public class TokenService {
    private static final Logger log = LoggerFactory.getLogger(TokenService.class);
    private static final int ANNOUNCED_ONE_BY_ONE = 500;

    private final TokenDirectory directory;
    private final Ledger ledger;
    private final InstantSource clock;

    /** Loads the directory, so that it is complete before any port opens. */
    TokenService(TokenStore store, TokenDirectory directory, Ledger ledger, InstantSource clock) {
        this.directory = directory;
        this.ledger = ledger;
        this.clock = clock;
        long begin = System.nanoTime();
        store.loadAll().forEach(directory::put);
        log.info("event=tokens.loaded count={} took_ms={}", directory.size(), (System.nanoTime() - begin) / 1_000_000);
    }

    /** Makes a token; it counts when this returns. */
    public Token create(TokenForm form, String actor) {
        if (form.idToken() == null) throw ApiProblem.invalid("idToken", "required", "idToken must be given.");
        refuse(form);
        var id = id(form);
        if (directory.find(id).isPresent())
            throw ApiProblem.conflict(
                    "token-exists",
                    "There is this token of type " + id.type() + " already; upper and lower case are the same.");
        plan(List.of(form), actor, clock.instant()).commit(ledger);
        return get(id);
    }

    /** Changes what is given; running transactions hear of it at their next message. */
    public Token change(IdToken id, TokenForm form, String actor) {
        var known = get(id);
        refuse(form);
        var whole = new TokenForm(
                known.id().value(),
                known.id().type(),
                form.status(),
                form.validUntil(),
                form.group(),
                form.maxConcurrent(),
                form.language(),
                form.personalMessage(),
                form.allowedAt());
        plan(List.of(whole), actor, clock.instant()).commit(ledger);
        return get(id);
    }

    public void delete(IdToken id, String actor) {
        var known = get(id).id();
        var change = new Change("token", key(known), null, Map.of("deleted", true), actor, clock.instant());
        new Planned(List.of(new TokenDeleted(known), change), () -> directory.remove(known)).commit(ledger);
    }

    /** The token, or the problem {@code token-not-found}. */
    public Token get(IdToken id) {
        return directory.find(id).orElseThrow(() -> ApiProblem.notFound("token", key(id)));
    }

    /** The token of that value and type; one without a type finds one of any. Never blocks. */
    public Optional<Token> find(IdToken id) {
        return directory.find(id);
    }

    /** All tokens, in no order; from memory. */
    public List<Token> all() {
        return directory.all();
    }

    /** Whether the token of this form is known. */
    public boolean knows(TokenForm form) {
        return directory.find(id(form)).isPresent();
    }

    /** Many tokens at once; the forms are checked, each with an idToken. */
    public Planned plan(List<TokenForm> forms, String actor, Instant at) {
        List<Token> tokens = new ArrayList<>(forms.size());
        List<Fact<?>> facts = new ArrayList<>(forms.size() + 1);
        for (TokenForm form : forms) {
            var token = filled(form);
            tokens.add(token);
            facts.add(new TokenSaved(token, at));
            if (forms.size() <= ANNOUNCED_ONE_BY_ONE) facts.add(change(token, actor, at));
        }
        if (forms.size() > ANNOUNCED_ONE_BY_ONE)
            facts.add(new Change("token", "*", null, Map.of("saved", forms.size()), actor, at));
        return new Planned(facts, () -> tokens.forEach(directory::put));
    }

    /** The token as the checked form makes it; what the form leaves out stays. */
    Token filled(TokenForm form) {
        var id = id(form);
        var known = directory.find(id);
        var now = known.orElseGet(() -> new Token(id, Verdict.Status.ACCEPTED, null, null, null, null));
        return new Token(
                now.id(),
                form.status() == null
                        ? now.status()
                        : TokenWords.status(form.status()).orElseThrow(),
                form.validUntil() == null
                        ? now.validUntil()
                        : TokenRules.instant(form.validUntil()).orElse(null),
                form.group() == null ? now.group() : emptyToNull(form.group()),
                form.maxConcurrent() == null ? now.maxConcurrent() : zeroToNull(form.maxConcurrent()),
                form.language() == null ? now.language() : emptyToNull(form.language()),
                form.personalMessage() == null ? now.personalMessage() : emptyToNull(form.personalMessage()),
                form.allowedAt() == null ? now.allowedAt() : AllowedAt.of(form.allowedAt()));
    }

    private static Change change(Token token, String actor, Instant at) {
        Map<String, Object> body = new HashMap<>();
        body.put("type", token.id().type());
        body.put("status", TokenWords.of(token.status()));
        if (token.group() != null) body.put("group", token.group());
        if (token.validUntil() != null)
            body.put("validUntil", token.validUntil().toString());
        if (token.allowedAt() != null) body.put("allowedAt", token.allowedAt().places());
        return new Change("token", key(token.id()), null, body, actor, at);
    }

    /** As in the API's paths; a KeyCode is not told. */
    private static String key(IdToken id) {
        boolean secret = id.type().equalsIgnoreCase(TokenTypes.KEY_CODE);
        return id.type() + "/" + (secret ? "****" : id.value());
    }

    private static IdToken id(TokenForm form) {
        return new IdToken(String.valueOf(form.idToken()), form.type() == null ? TokenTypes.ISO14443 : form.type());
    }

    private static void refuse(TokenForm form) {
        var problems = TokenRules.check(form);
        if (!problems.isEmpty()) throw ApiProblem.invalid(problems);
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable Integer zeroToNull(int number) {
        return number == 0 ? null : number;
    }
}
