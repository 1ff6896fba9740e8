package dev.stationmaster.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stationmaster.ledger.FactRefusedException;
import dev.stationmaster.ledger.ListeningLedger;
import dev.stationmaster.ocpp.Version;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RegistrationServiceTest {
    private static final StationId STATION = new StationId(1);
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final BootReport REPORT =
            new BootReport("Vendor", "Model", null, null, null, null, null, null, "PowerUp");

    private final StationDirectory directory = new StationDirectory();
    private final ListeningLedger ledger = new ListeningLedger();
    private final RegistrationService registrations = new RegistrationService(directory, new Intervals(), ledger);

    private static final class Intervals implements BootIntervals {
        @Override
        public int heartbeatSeconds(StationId station) {
            return 300;
        }

        @Override
        public int retrySeconds() {
            return 60;
        }
    }

    @Test
    void anAcceptedStationIsToldTheHeartbeatInterval() {
        known(BootPolicy.ACCEPTED, null, null);

        assertThat(boot()).isEqualTo(new BootAnswer(Registration.ACCEPTED, 300));
        assertThat(registrations.of(STATION)).isEqualTo(Registration.ACCEPTED);
    }

    @Test
    void aPendingStationStaysSoUntilItIsReleased() {
        known(BootPolicy.PENDING, null, 5);

        assertThat(boot()).isEqualTo(new BootAnswer(Registration.PENDING, 5));
        assertThat(boot()).isEqualTo(new BootAnswer(Registration.PENDING, 5));
        directory.update(STATION, now -> now.booted(now.registration(), BootPolicy.ACCEPTED, null));
        assertThat(registrations.of(STATION)).isEqualTo(Registration.PENDING);
        assertThat(boot().status()).isEqualTo(Registration.ACCEPTED);
    }

    @Test
    void pendingFirstAcceptsAfterTheGivenNumberAndFromThenOn() {
        known(BootPolicy.PENDING, 1, null);

        assertThat(boot()).isEqualTo(new BootAnswer(Registration.PENDING, 60));
        assertThat(boot().status()).isEqualTo(Registration.ACCEPTED);
        assertThat(boot().status()).isEqualTo(Registration.ACCEPTED);
        assertThat(directory.find(STATION).orElseThrow().boot()).isEqualTo(BootPolicy.ACCEPTED);
    }

    @Test
    void whatTheDatabaseRefusedIsNotRemembered() {
        known(BootPolicy.REJECTED, null, null);
        ledger.refuse();

        assertThatThrownBy(this::boot).isInstanceOf(FactRefusedException.class);
        assertThat(registrations.of(STATION)).isEqualTo(Registration.NONE);
    }

    private BootAnswer boot() {
        return registrations.boot(STATION, REPORT, NOW);
    }

    private void known(BootPolicy boot, @Nullable Integer pendingBoots, @Nullable Integer interval) {
        directory.put(new Station(
                STATION,
                "CP-1",
                1,
                0,
                Set.of(Version.V16),
                null,
                boot,
                Registration.NONE,
                null,
                pendingBoots,
                interval,
                null));
    }
}
