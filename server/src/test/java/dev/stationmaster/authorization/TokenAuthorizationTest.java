package dev.stationmaster.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.ledger.ListeningLedger;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TokenAuthorizationTest {
    private static final StationId STATION = new StationId(1);
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final IdToken CARD = new IdToken("04A1B2C3", "ISO14443");

    private final TokenDirectory directory = new TokenDirectory();
    private final ListeningLedger ledger = new ListeningLedger();
    private final Authorization authorization = authorization(List.of());

    /** @param issued made up for remote starts before this server started */
    private Authorization authorization(List<IssuedId> issued) {
        var clock = InstantSource.fixed(NOW);
        var ids = new IssuedIds(ledger, clock, issued);
        return new TokenAuthorization(directory, () -> "MASTER", station -> "CP-" + station.key(), ids, ledger, clock);
    }

    @Test
    void aCardIsFoundWhateverTheCaseAndWithoutItsTypeByStationsOf16() {
        token(CARD, Verdict.Status.ACCEPTED, "FLEET", null);

        assertThat(shown(new IdToken("04a1b2c3", "iso14443")).status()).isEqualTo(Verdict.Status.ACCEPTED);
        assertThat(shown(new IdToken("04a1b2c3", IdToken.UNTYPED)).group()).isEqualTo("FLEET");
        assertThat(shown(new IdToken("04A1B2C3", "eMAID")).status()).isEqualTo(Verdict.Status.UNKNOWN);
    }

    @Test
    void aTokenIsExpiredOnceItsTimeIsOver() {
        directory.put(new Token(CARD, Verdict.Status.ACCEPTED, NOW, null, null, null));

        assertThat(authorization.shown(STATION, CARD, NOW).status()).isEqualTo(Verdict.Status.ACCEPTED);
        var later = authorization.shown(STATION, CARD, NOW.plusSeconds(1));
        assertThat(later.status()).isEqualTo(Verdict.Status.EXPIRED);
        assertThat(later.rule()).contains(NOW.toString());
    }

    @Test
    void aBlockedTokenStaysBlockedAlsoWhenItsTimeIsOver() {
        directory.put(new Token(CARD, Verdict.Status.BLOCKED, NOW.minusSeconds(1), null, null, null));

        assertThat(shown(CARD).status()).isEqualTo(Verdict.Status.BLOCKED);
    }

    @Test
    void theLastPlaceIsGivenOnceAndTheSameUseKeepsIt() {
        token(CARD, Verdict.Status.ACCEPTED, null, 1);

        assertThat(start(CARD, "a").accepted()).isTrue();
        assertThat(start(CARD, "a").accepted()).isTrue();
        assertThat(start(CARD, "b").status()).isEqualTo(Verdict.Status.CONCURRENT);
        assertThat(shown(CARD).accepted()).isTrue();
        authorization.release("a");
        assertThat(start(CARD, "b").accepted()).isTrue();
    }

    @Test
    void ofManyStartsAtOnceOnlyAsManyGoOnAsThereArePlaces() {
        token(CARD, Verdict.Status.ACCEPTED, null, 2);

        var accepted = IntStream.range(0, 200)
                .parallel()
                .filter(number -> start(CARD, "use-" + number).accepted())
                .count();
        assertThat(accepted).isEqualTo(2);
    }

    @Test
    void theSameCardOnStationsOfDifferentVersionsCountsTwice() {
        token(CARD, Verdict.Status.ACCEPTED, null, 1);

        assertThat(start(CARD, "a").accepted()).isTrue();
        assertThat(start(new IdToken("04A1B2C3", IdToken.UNTYPED), "b").status())
                .isEqualTo(Verdict.Status.CONCURRENT);
    }

    @Test
    void aTransactionThatWasOpenBeforeTheRestartHasItsPlace() {
        token(CARD, Verdict.Status.ACCEPTED, null, 1);
        authorization.resume(CARD, "a");

        assertThat(start(CARD, "b").status()).isEqualTo(Verdict.Status.CONCURRENT);
        assertThat(authorization.continuing(STATION, CARD, "a", NOW).accepted()).isTrue();
    }

    @Test
    void theStartButtonIsAccepted() {
        var button = new IdToken("", "NoAuthorization");

        assertThat(start(button, "a").accepted()).isTrue();
        assertThat(start(button, "b").accepted()).isTrue();
    }

    @Test
    void aTokenThatWeIssuedIsAcceptedUntilItsTimeAndForItsTransaction() {
        var central = new IdToken("remote-1", "Central");
        authorization.issue(central, NOW.plusSeconds(60));

        assertThat(start(central, "a").accepted()).isTrue();
        var late = NOW.plusSeconds(3600);
        assertThat(authorization.shown(STATION, central, late).status()).isEqualTo(Verdict.Status.UNKNOWN);
        assertThat(authorization.continuing(STATION, central, "a", late).accepted())
                .isTrue();
        assertThat(authorization.continuing(STATION, central, "b", late).status())
                .isEqualTo(Verdict.Status.UNKNOWN);
    }

    @Test
    void aTokenThatWasIssuedBeforeARestartIsAcceptedUntilItsTime() {
        var restarted = authorization(List.of(new IssuedId("remote-1", NOW.plusSeconds(60))));
        var central = new IdToken("Remote-1", "Central");

        assertThat(restarted.starting(STATION, central, "a", 1, NOW).accepted()).isTrue();
        assertThat(restarted.shown(STATION, central, NOW.plusSeconds(61)).status())
                .isEqualTo(Verdict.Status.UNKNOWN);
    }

    @Test
    void aTokenMayBeLimitedToStationsAndToEvses() {
        limited("cp-1/2", "CP-1/3", "CP-3");

        assertThat(shown(CARD).accepted()).isTrue();
        assertThat(shown(CARD).evses()).containsExactly(2, 3);
        assertThat(start(CARD, "a").status()).isEqualTo(Verdict.Status.WRONG_LOCATION);
        assertThat(start(CARD, "a").rule()).contains("EVSE 2, 3");
        assertThat(authorization.starting(STATION, CARD, "b", 3, NOW).accepted())
                .isTrue();
        assertThat(authorization.starting(STATION, CARD, "c", null, NOW).evses())
                .containsExactly(2, 3);
        assertThat(authorization.placed(STATION, CARD, 2, NOW)).isNull();
        assertThat(String.valueOf(authorization.placed(STATION, CARD, 1, NOW))).contains("EVSE 2, 3");
        var nowhere = authorization.shown(new StationId(2), CARD, NOW);
        assertThat(nowhere.status()).isEqualTo(Verdict.Status.WRONG_LOCATION);
        assertThat(nowhere.evses()).isEmpty();
        var everywhere = authorization.shown(new StationId(3), CARD, NOW);
        assertThat(everywhere.accepted()).isTrue();
        assertThat(everywhere.evses()).isEmpty();
        assertThat(authorization.continuing(new StationId(2), CARD, "b", NOW).accepted())
                .isTrue();
    }

    @Test
    void aLimitAtOneStationMayLeaveTheOthersOpen() {
        limited("CP-1/2", "*");

        assertThat(shown(CARD).evses()).containsExactly(2);
        assertThat(authorization.starting(new StationId(2), CARD, "a", 1, NOW).accepted())
                .isTrue();
    }

    private void limited(String... places) {
        directory.put(
                new Token(CARD, Verdict.Status.ACCEPTED, null, null, null, null, null, new AllowedAt(List.of(places))));
    }

    @Test
    void aMasterPassStopsButNeverStarts() {
        token(CARD, Verdict.Status.ACCEPTED, "master", null);

        assertThat(shown(CARD).accepted()).isTrue();
        assertThat(authorization.continuing(STATION, CARD, "a", NOW).group()).isEqualTo("master");
        assertThat(start(CARD, "a").status()).isEqualTo(Verdict.Status.INVALID);
    }

    @Test
    void bytesInReverseOrderAreNotAcceptedButTold() {
        token(CARD, Verdict.Status.ACCEPTED, null, null);

        var verdict = shown(new IdToken("C3B2A104", IdToken.UNTYPED));
        assertThat(verdict.status()).isEqualTo(Verdict.Status.UNKNOWN);
        assertThat(verdict.rule()).contains("reverse");
    }

    @Test
    void afterFiveWrongCodesEvenTheRightOneWaits() {
        var right = new IdToken("2468", "KeyCode");
        token(right, Verdict.Status.ACCEPTED, null, null);

        for (int i = 0; i < 5; i++)
            assertThat(shown(new IdToken("000" + i, "KeyCode")).status()).isEqualTo(Verdict.Status.INVALID);
        assertThat(shown(right).rule()).contains("too many wrong codes");
        assertThat(authorization.shown(new StationId(2), right, NOW).accepted()).isTrue();
    }

    @Test
    void everyAttemptIsRecordedWithItsRuleAndAKeyCodeMasked() {
        authorization.shown(STATION, new IdToken("1234", "KeyCode"), NOW);

        var attempt = (AuthorizationAttempt) ledger.facts().getFirst();
        assertThat(attempt.token().value()).isEqualTo("****");
        assertThat(attempt.rule()).isEqualTo("code is not known");
    }

    private Verdict shown(IdToken token) {
        return authorization.shown(STATION, token, NOW);
    }

    private Verdict start(IdToken token, String use) {
        return authorization.starting(STATION, token, use, 1, NOW);
    }

    private void token(IdToken id, Verdict.Status status, @Nullable String group, @Nullable Integer limit) {
        directory.put(new Token(id, status, null, group, limit, null));
    }
}
