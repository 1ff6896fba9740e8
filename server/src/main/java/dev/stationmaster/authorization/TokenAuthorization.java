package dev.stationmaster.authorization;

import dev.stationmaster.authorization.AuthorizationAttempt.Purpose;
import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Decides by the token directory, the places taken, and what we issued ourselves. The start button is accepted (C02.FR.02), a right code is (C04.FR.02),
 * a master pass starts nothing (C16.FR.03), and what is valid but not here, now or for this EVSE is told as that (C01.FR.18, C01.FR.20,
 * C01.FR.22, C01.FR.24).
 */
@Service
class TokenAuthorization implements Authorization {
    private static final Verdict START_BUTTON =
            new Verdict(Verdict.Status.ACCEPTED, null, null, "start without authorization");

    private static final Verdict RESTING = invalid("too many wrong codes at this station in the last minute");

    private final TokenDirectory directory;
    private final MasterPass masterPass;
    private final StationNames names;
    private final IssuedIds issued;
    private final Ledger ledger;
    private final InstantSource clock;
    private final KeyCodeGuard keyCodes = new KeyCodeGuard();
    private final OpenUses uses = new OpenUses();

    TokenAuthorization(
            TokenDirectory directory,
            MasterPass masterPass,
            StationNames names,
            IssuedIds issued,
            Ledger ledger,
            InstantSource clock) {
        this.directory = directory;
        this.masterPass = masterPass;
        this.names = names;
        this.issued = issued;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public Verdict shown(StationId station, IdToken token, Instant at) {
        return recorded(station, token, Purpose.AUTHORIZE, at, here(station, token, null, guarded(station, token, at)));
    }

    @Override
    public Verdict starting(StationId station, IdToken token, String use, @Nullable Integer evse, Instant at) {
        return recorded(station, token, Purpose.START, at, start(station, token, use, evse, at));
    }

    @Override
    public Verdict continuing(StationId station, IdToken token, String use, Instant at) {
        var verdict = guarded(station, token, at);
        // What we issued may have run out since, or a restart forgot it; the transaction that it started may go on.
        boolean started = verdict.status() == Verdict.Status.UNKNOWN && uses.holds(key(token), use);
        var answer = started ? accepted("token started this transaction") : verdict;
        return recorded(station, token, Purpose.CONTINUE, at, answer);
    }

    @Override
    public void release(String use) {
        uses.release(use);
    }

    @Override
    public void resume(IdToken token, String use) {
        if (!startButton(token)) uses.take(key(token), use, null);
    }

    @Override
    public void issue(IdToken token, Instant until) {
        issued.add(key(token), until);
    }

    @Override
    public @Nullable Verdict placed(StationId station, IdToken token, int evse, Instant at) {
        var limits = directory.find(token).map(Token::allowedAt).orElse(null);
        if (limits == null || limits.at(names.of(station)).covers(evse)) return null;
        return recorded(station, token, Purpose.START, at, here(station, token, evse, present(token, at)));
    }

    /** What is valid may be limited to other stations, or to other EVSEs of this one; the EVSEs are told (C01.FR.20, C01.FR.22). */
    private Verdict here(StationId station, IdToken token, @Nullable Integer evse, Verdict verdict) {
        if (!verdict.accepted()) return verdict;
        var limits = directory.find(token).map(Token::allowedAt).orElse(null);
        if (limits == null) return verdict;
        var evses = limits.at(names.of(station)).evses();
        var rule = limits.against(names.of(station), evse);
        if (rule == null) return verdict.only(evses);
        return new Verdict(Verdict.Status.WRONG_LOCATION, verdict.group(), null, rule)
                .to(verdict.driver())
                .only(evses);
    }

    /**
     * What {@link #starting} would answer now, without a trace: no attempt is recorded, no place is taken, and a wrong code costs the station none of
     * its tries.
     *
     * @param evse null when it is not known
     */
    Verdict tried(StationId station, IdToken token, @Nullable Integer evse, Instant at) {
        if (startButton(token)) return START_BUTTON;
        boolean code = token.type().equalsIgnoreCase(TokenTypes.KEY_CODE);
        if (code && keyCodes.resting(station, clock.instant())) return RESTING;
        return admitted(
                here(station, token, evse, code ? codeVerdict(present(token, at)) : present(token, at)),
                token,
                limit -> uses.hasRoom(key(token), limit));
    }

    private Verdict start(StationId station, IdToken token, String use, @Nullable Integer evse, Instant at) {
        if (startButton(token)) return START_BUTTON;
        return admitted(
                here(station, token, evse, guarded(station, token, at)),
                token,
                limit -> uses.take(key(token), use, limit));
    }

    /** @param place whether there is one for another transaction, given the token's limit */
    private Verdict admitted(Verdict verdict, IdToken token, Predicate<@Nullable Integer> place) {
        if (!verdict.accepted()) return verdict;
        if (isMasterPass(verdict.group()))
            return new Verdict(
                            Verdict.Status.INVALID,
                            verdict.group(),
                            null,
                            "a master pass stops transactions and starts none")
                    .to(verdict.driver());
        var limit = directory.find(token).map(Token::maxConcurrent).orElse(null);
        if (place.test(limit)) return verdict;
        return new Verdict(
                        Verdict.Status.CONCURRENT,
                        verdict.group(),
                        verdict.cacheUntil(),
                        "token is in use in " + limit + " transaction(s), its limit")
                .to(verdict.driver());
    }

    /** A code that nobody knows is invalid, not unknown (OCPP 2.0.1 C04.FR.01), and costs the station one of its tries. */
    private Verdict guarded(StationId station, IdToken token, Instant at) {
        if (!token.type().equalsIgnoreCase(TokenTypes.KEY_CODE)) return present(token, at);
        var now = clock.instant();
        if (keyCodes.resting(station, now)) return RESTING;
        var verdict = present(token, at);
        if (verdict.accepted()) keyCodes.succeeded(station);
        else keyCodes.failed(station, now);
        return codeVerdict(verdict);
    }

    private static Verdict codeVerdict(Verdict verdict) {
        return verdict.status() == Verdict.Status.UNKNOWN ? invalid("code is not known") : verdict;
    }

    /** What the token is good for now, whatever it is wanted for. */
    private Verdict present(IdToken token, Instant at) {
        if (startButton(token)) return START_BUTTON;
        var known = directory.find(token);
        if (known.isPresent()) return ofKnown(known.get(), at).to(driver(known.get()));
        if (issued.isGood(key(token), at)) return accepted("token was issued here for a remote start");
        return new Verdict(Verdict.Status.UNKNOWN, null, null, unknown(token));
    }

    private static Verdict ofKnown(Token token, Instant at) {
        var end = token.validUntil();
        // Money may come any minute: such a refusal must not stay in a station's cache (2.1 C17.FR.02).
        var cacheUntil = token.status() == Verdict.Status.NO_CREDIT ? at : null;
        if (token.status() != Verdict.Status.ACCEPTED)
            return new Verdict(token.status(), token.group(), cacheUntil, "token is " + TokenWords.of(token.status()));
        if (end != null && at.isAfter(end))
            return new Verdict(Verdict.Status.EXPIRED, token.group(), end, "token was valid until " + end);
        return new Verdict(Verdict.Status.ACCEPTED, token.group(), end, "token is accepted");
    }

    /** C01.FR.17. */
    private static Verdict.@Nullable Driver driver(Token token) {
        boolean silent = token.language() == null && token.personalMessage() == null;
        return silent ? null : new Verdict.Driver(token.language(), token.personalMessage());
    }

    /** Readers differ in how they spell a card (quirk Q79): say so to whoever looks for the reason. */
    private String unknown(IdToken token) {
        String seems = CardBytes.misread(
                token.value(),
                value -> directory.find(new IdToken(value, token.type())).isPresent(),
                directory::knowsBeginning);
        return seems == null ? "token is not known" : "token is not known, but " + seems;
    }

    private Verdict recorded(StationId station, IdToken token, Purpose purpose, Instant at, Verdict verdict) {
        ledger.append(AuthorizationAttempt.of(clock.instant(), at, station, token, purpose, verdict));
        return verdict;
    }

    private boolean isMasterPass(@Nullable String group) {
        var master = masterPass.group();
        return group != null && master != null && group.equalsIgnoreCase(master);
    }

    private static boolean startButton(IdToken token) {
        return token.type().equalsIgnoreCase(TokenTypes.NO_AUTHORIZATION);
    }

    private static Verdict invalid(String rule) {
        return new Verdict(Verdict.Status.INVALID, null, null, rule);
    }

    private static Verdict accepted(String rule) {
        return new Verdict(Verdict.Status.ACCEPTED, null, null, rule);
    }

    /** Places are counted by value: a 1.6 station does not tell the type of the same card. */
    private static String key(IdToken token) {
        return TokenDirectory.folded(token.value());
    }
}
