package dev.stationmaster.operator;

import dev.stationmaster.changefeed.Change;
import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.platform.Uuid7;
import dev.stationmaster.platform.web.ApiProblem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The people who work with the server, in memory. There is always one unlimited administrator once there was one. */
@Service
class Operators {
    private static final Duration INVITED_FOR = Duration.ofDays(7);

    private final OperatorStore store;
    private final Passwords passwords;
    private final Ledger ledger;
    private final InstantSource clock;
    private final Map<UUID, Operator> byId = new ConcurrentHashMap<>();

    Operators(OperatorStore store, Passwords passwords, Ledger ledger, InstantSource clock) {
        this.store = store;
        this.passwords = passwords;
        this.ledger = ledger;
        this.clock = clock;
        for (Operator operator : store.all()) byId.put(operator.id(), operator);
    }

    List<Operator> all() {
        return byId.values().stream()
                .sorted(Comparator.comparing(operator -> operator.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    Optional<Operator> find(String name) {
        return byId.values().stream()
                .filter(operator -> operator.name().equalsIgnoreCase(name))
                .findFirst();
    }

    Optional<Operator> find(UUID id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<Operator> bySubject(String subject) {
        return byId.values().stream()
                .filter(operator -> subject.equals(operator.subject()))
                .findFirst();
    }

    Operator get(String name) {
        return find(name).orElseThrow(() -> ApiProblem.notFound("operator", name));
    }

    boolean hasAdministrator() {
        return byId.values().stream().anyMatch(Operator::isAdministrator);
    }

    /** @param password null leaves it to an invitation */
    synchronized Operator create(Operator wanted, @Nullable String password, String actor) {
        if (find(wanted.name()).isPresent()) {
            throw ApiProblem.conflict("operator-exists", "There is an operator \"" + wanted.name() + "\" already.");
        }
        return save(password == null ? wanted : wanted.withPassword(passwords.hash(password)), actor);
    }

    /** An operator who is not stored yet. */
    Operator fresh(String name, Role role, @Nullable List<Integer> sites) {
        Instant now = clock.instant();
        return new Operator(Uuid7.at(now), name, null, null, role, sites, false, null, null, null, null, now);
    }

    synchronized Operator change(Operator changed, String actor) {
        mustKeepAnAdministrator(changed);
        return save(changed, actor);
    }

    synchronized void delete(Operator operator, String actor) {
        mustKeepAnAdministrator(new Operator(
                operator.id(),
                operator.name(),
                null,
                null,
                operator.role(),
                null,
                true,
                null,
                null,
                null,
                null,
                operator.createdAt()));
        store.delete(operator.id());
        byId.remove(operator.id());
        tell(operator.name(), Map.of("deleted", true), actor);
    }

    private void mustKeepAnAdministrator(Operator changed) {
        Operator now = byId.get(changed.id());
        boolean was = now != null && now.isAdministrator();
        if (!was || changed.isAdministrator()) return;
        long others = byId.values().stream()
                .filter(other -> !other.id().equals(changed.id()) && other.isAdministrator())
                .count();
        if (others == 0) {
            throw ApiProblem.conflict("last-administrator", "This is the last administrator of all sites.");
        }
    }

    Operator password(Operator operator, String password, String actor) {
        Operator changed = operator.withPassword(passwords.hash(password));
        store.invite(operator.id(), null, null);
        return save(changed, actor);
    }

    Operator loggedIn(Operator operator) {
        Operator now = find(operator.id()).orElse(operator).loggedIn(clock.instant());
        store.save(now);
        byId.put(now.id(), now);
        return now;
    }

    /** A code that sets this operator's password once, within a week. */
    String invite(Operator operator) {
        String code = Secrets.generate();
        store.invite(operator.id(), Secrets.hash(code), clock.instant().plus(INVITED_FOR));
        return code;
    }

    /** @throws ApiProblem 403 when the code was used, has run out, or never was */
    Operator redeem(String code, String password) {
        UUID id = store.redeem(Secrets.hash(code), clock.instant())
                .orElseThrow(() -> ApiProblem.of(
                        org.springframework.http.HttpStatus.FORBIDDEN,
                        "wrong-invitation",
                        "This invitation was used already, or has run out."));
        Operator operator = find(id).orElseThrow(() -> ApiProblem.notFound("operator", id.toString()));
        return password(operator, password, operator.name());
    }

    private Operator save(Operator operator, String actor) {
        store.save(operator);
        byId.put(operator.id(), operator);
        tell(operator.name(), Map.of("role", operator.role().title(), "disabled", operator.disabled()), actor);
        return operator;
    }

    private void tell(String name, Map<String, ?> body, String actor) {
        ledger.commit(new Change("setting", "operator/" + name, null, body, actor, clock.instant()));
    }
}
