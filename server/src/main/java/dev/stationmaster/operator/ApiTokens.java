package dev.stationmaster.operator;

import dev.stationmaster.changefeed.Change;
import dev.stationmaster.ledger.Fact;
import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.ledger.Planned;
import dev.stationmaster.platform.web.ApiProblem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The API tokens, in memory by their hashes. */
@Service
public class ApiTokens {
    /** How old the time of the last use may be in the database. */
    private static final Duration USED_EVERY = Duration.ofMinutes(5);

    private final Map<String, ApiToken> byHash = new ConcurrentHashMap<>();
    private final Map<UUID, Use> used = new ConcurrentHashMap<>();
    private final Ledger ledger;
    private final SiteKeys sites;
    private final InstantSource clock;

    ApiTokens(ApiTokenStore store, Ledger ledger, SiteKeys sites, InstantSource clock) {
        this.ledger = ledger;
        this.sites = sites;
        this.clock = clock;
        for (ApiTokenStore.Loaded loaded : store.loadAll()) {
            byHash.put(hex(loaded.hash()), loaded.token());
            Instant at = loaded.usedAt();
            if (at != null) used.put(loaded.token().id(), new Use(at, at));
        }
    }

    /** @param written the last time that is in the database, or on its way there */
    private record Use(Instant at, Instant written) {}

    /**
     * A token that was made.
     *
     * @param secret to be shown this once
     */
    record Created(ApiToken token, String secret) {
        /** The secret stays out of logs. */
        @Override
        public String toString() {
            return "Created[" + token.name() + "]";
        }
    }

    /** Whose token this is; empty when it is unknown or expired. Never blocks. */
    Optional<ApiToken> authenticate(String secret) {
        var token = byHash.get(hex(Secrets.hash(secret)));
        if (token == null) return Optional.empty();
        var expires = token.expiresAt();
        var now = clock.instant();
        if (expires != null && !now.isBefore(expires)) return Optional.empty();
        use(token.id(), now);
        return Optional.of(token);
    }

    private void use(UUID token, Instant now) {
        Use before = used.get(token);
        boolean writes = before == null || before.written().plus(USED_EVERY).isBefore(now);
        used.put(token, new Use(now, writes ? now : before.written()));
        if (writes) ledger.append(new ApiTokenUsed(token, now));
    }

    /** When this token last opened the API; null when it never did. */
    @Nullable
    Instant usedAt(ApiToken token) {
        Use use = used.get(token.id());
        return use == null ? null : use.at();
    }

    /** Whether anybody could make more tokens. */
    boolean hasAdministrator() {
        var now = clock.instant();
        return byHash.values().stream().anyMatch(token -> {
            var expires = token.expiresAt();
            return token.role() == Role.ADMIN && token.sites() == null && (expires == null || now.isBefore(expires));
        });
    }

    List<ApiToken> all() {
        return byHash.values().stream()
                .sorted(Comparator.comparing(ApiToken::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    Created create(ApiTokenForm form, String actor) {
        var problems = form.problems();
        sites.keys(form.sites(), problems);
        if (!problems.isEmpty()) throw ApiProblem.invalid(problems);
        if (find(String.valueOf(form.name())).isPresent())
            throw ApiProblem.conflict("api-token-exists", "There is an API token \"" + form.name() + "\" already.");
        var secret = form.token() == null ? Secrets.generate() : form.token();
        var whole = new ApiTokenForm(form.name(), form.role(), form.sites(), secret, form.expiresAt());
        plan(List.of(whole), "operator", actor, clock.instant()).commit(ledger);
        return new Created(find(String.valueOf(form.name())).orElseThrow(), secret);
    }

    void delete(String name, String actor) {
        var token = find(name).orElseThrow(() -> ApiProblem.notFound("api-token", name));
        var change = new Change(
                "setting", "api-token/" + token.name(), null, Map.of("deleted", true), actor, clock.instant());
        new Planned(
                        List.of(new ApiTokenDeleted(token.id()), change),
                        () -> byHash.values().removeIf(known -> known.id().equals(token.id())))
                .commit(ledger);
    }

    /** Tokens from a file; each has a secret and takes the place of another of its name. */
    public Planned plan(List<ApiTokenForm> forms, String actor, Instant at) {
        return plan(forms, "file", actor, at);
    }

    /** Whether a token of that name is known. */
    public boolean knows(String name) {
        return find(name).isPresent();
    }

    Planned plan(List<ApiTokenForm> forms, String origin, String actor, Instant at) {
        List<Fact<?>> facts = new ArrayList<>();
        List<Runnable> afterwards = new ArrayList<>();
        for (var form : forms) {
            var role = Role.of(String.valueOf(form.role())).orElseThrow();
            var name = String.valueOf(form.name());
            var token = new ApiToken(
                    UUID.randomUUID(),
                    name,
                    role,
                    sites.keys(form.sites(), new ArrayList<>()),
                    form.expiry(),
                    origin,
                    at);
            byte[] hash = Secrets.hash(String.valueOf(form.token()));
            facts.add(new ApiTokenSaved(token, hash));
            facts.add(new Change("setting", "api-token/" + name, null, Map.of("role", role.word()), actor, at));
            afterwards.add(() -> {
                byHash.values().removeIf(known -> known.name().equalsIgnoreCase(name));
                byHash.put(hex(hash), token);
            });
        }
        return new Planned(facts, () -> afterwards.forEach(Runnable::run));
    }

    private Optional<ApiToken> find(String name) {
        return byHash.values().stream()
                .filter(token -> token.name().equalsIgnoreCase(name))
                .findFirst();
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
