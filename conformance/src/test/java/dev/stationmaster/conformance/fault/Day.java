package dev.stationmaster.conformance.fault;

import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.simulator.fleet.Traffic;
import dev.stationmaster.simulator.station.StationConfig;
import dev.stationmaster.simulator.station.Tuning;
import dev.stationmaster.simulator.station.Version;
import java.time.Duration;

/**
 * Part of a day of stations of one version that are left alone: cars all day.
 *
 * @param length in the stations' world
 * @param speed how many times as fast as in life
 * @param samples between two readings
 */
record Day(Version version, int stations, Duration length, double speed, Traffic.Pace pace, Duration samples) {
    /** What the world may run ahead while a busy machine is slow to begin and to end. */
    private static final Duration BEHIND = Duration.ofHours(16);

    private static final int TOKENS = 4;

    /** Twenty-four hours in fifteen minutes. */
    static Day whole(Version version, int stations) {
        return new Day(version, stations, Duration.ofHours(24), 96, Traffic.Pace.ordinary(), Duration.ofMinutes(1));
    }

    /** Ten minutes with more coming and going than ordinary ones, in three seconds. */
    static Day glimpse(Version version, int stations) {
        var pace = new Traffic.Pace(
                Duration.ofSeconds(20), Duration.ofMinutes(4), Duration.ofMinutes(2), Duration.ofMinutes(6));
        return new Day(version, stations, Duration.ofMinutes(10), 200, pace, Duration.ofMinutes(2));
    }

    PlayedDay.Outcome play(Lab lab) {
        var plan = new PlayedDay.Plan("DAY" + version.name(), stations, length, speed, BEHIND, pace, TOKENS);
        var day = new PlayedDay(lab.operator(), plan);
        day.provision(",\"securityProfile\":0", "");
        Tuning tuning = Tuning.usual().withSampleInterval(samples);
        var outcome = day.play(
                n -> StationConfig.of(day.identity(n), version, lab.csms().stationUrl())
                        .withTuning(tuning),
                new PlayedDay.Work() {});
        day.nothingIsOdd();
        return outcome;
    }
}
