package dev.stationmaster.station;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.ledger.ListeningLedger;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StationCredentialsTest {
    private static final StationId STATION = new StationId(7);
    private static final String OLD = "the-old-secret-of-cp-1";
    private static final String NEW = "the-new-secret-of-cp-1";

    private final ListeningLedger ledger = new ListeningLedger();
    private final StationCredentials credentials = new StationCredentials(new SecretHashing(new byte[32]), ledger);

    @BeforeEach
    void theStationHasItsOldSecret() {
        credentials.put(STATION, credentials.hash(OLD), null);
    }

    @Test
    void whileTheNewSecretIsOnItsWayBothOpen() {
        credentials.beginRotation(STATION, NEW);

        assertThat(opens(OLD)).isTrue();
        assertThat(opens(NEW)).isTrue();
    }

    @Test
    void acceptedKillsTheOldSecretAtOnce() {
        credentials.beginRotation(STATION, NEW);
        credentials.rotationAccepted(STATION);

        assertThat(opens(OLD)).isFalse();
        assertThat(opens(NEW)).isTrue();
    }

    @Test
    void rejectedLeavesTheOldSecret() {
        credentials.beginRotation(STATION, NEW);
        credentials.rotationRejected(STATION);

        assertThat(opens(NEW)).isFalse();
        assertThat(opens(OLD)).isTrue();
    }

    @Test
    void afterSilenceTheNextLoginDecidesForTheOldOne() {
        credentials.beginRotation(STATION, NEW);
        credentials.rotationUnknown(STATION);

        assertThat(opens(OLD)).isTrue();
        assertThat(opens(NEW)).isFalse();
    }

    @Test
    void afterSilenceTheNextLoginDecidesForTheNewOne() {
        credentials.beginRotation(STATION, NEW);
        credentials.rotationUnknown(STATION);

        assertThat(opens(NEW)).isTrue();
        assertThat(opens(OLD)).isFalse();
    }

    @Test
    void aLoginWithTheOldSecretBeforeTheAnswerDecidesNothing() {
        credentials.beginRotation(STATION, NEW);
        assertThat(opens(OLD)).isTrue();
        credentials.rotationAccepted(STATION);

        assertThat(opens(NEW)).isTrue();
    }

    @Test
    void aWrongSecretDecidesNothing() {
        credentials.beginRotation(STATION, NEW);
        credentials.rotationUnknown(STATION);

        assertThat(opens("something-quite-different")).isFalse();
        assertThat(opens(NEW)).isTrue();
    }

    @Test
    void aStationWithoutSecretIsOpenedByNothing() {
        credentials.put(STATION, null, null);

        assertThat(opens("")).isFalse();
        assertThat(credentials.hasSecret(STATION)).isFalse();
    }

    private boolean opens(String secret) {
        return credentials.matches(STATION, secret.getBytes(StandardCharsets.UTF_8));
    }
}
