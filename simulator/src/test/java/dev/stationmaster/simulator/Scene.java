package dev.stationmaster.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.simulator.fleet.Fleet;
import dev.stationmaster.simulator.station.SimulatedStation;
import dev.stationmaster.simulator.station.StationConfig;
import dev.stationmaster.simulator.station.StationState;
import dev.stationmaster.simulator.station.Version;
import java.util.function.UnaryOperator;

/** One station at a fake server, in a world whose time the test moves. */
public final class Scene implements AutoCloseable {
    public final FakeCsms csms = new FakeCsms();
    public final ManualTimeline time = new ManualTimeline();
    private final Fleet fleet = new Fleet(Fleet.Options.usual().withTimeline(time));
    public final SimulatedStation station;

    public Scene(Version version) {
        this(version, config -> config);
    }

    public Scene(Version version, UnaryOperator<StationConfig> change) {
        station = fleet.add(change.apply(StationConfig.of("CP-1", version, csms.url())));
    }

    /** Switches on and waits until the station is accepted and has reported its connectors. */
    public Scene running() {
        station.start();
        csms.await("StatusNotification", station.config().version() == Version.OCPP16 ? 2 : 1);
        settle();
        return this;
    }

    /** Waits until every fact has been answered and everything that was begun on the station's loop is done. */
    public void settle() {
        FakeCsms.until("settled", () -> state().waitingFacts() == 0);
    }

    public StationState state() {
        return station.state().join();
    }

    public String status() {
        return state().connectors().getFirst().status();
    }

    public void awaitStatus(String status) {
        FakeCsms.until("status " + status + " but " + status(), () -> status().equals(status));
    }

    public void awaitPhase(StationState.Phase phase) {
        FakeCsms.until("phase " + phase + " but " + state().phase(), () -> state().phase() == phase);
    }

    @Override
    public void close() {
        fleet.close();
        csms.close();
        assertThat(csms.violations()).isEmpty();
    }
}
