package dev.stationmaster.simulator.car;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The meter of an EVSE and the power that flows through it. Time is brought in by {@link #advance}; in between nothing is computed,
 * so that an idle or a thousand busy stations cost nothing.
 */
public final class Meter {
    private static final double STEP_SECONDS = 10;
    private static final double MAINS_V = 230;

    private final Current current;
    private final double maxW;
    private final int phases;
    private double registerWh;
    private @Nullable Car car;
    private Instant countedUntil;
    private Limit limit = (_, _) -> Double.MAX_VALUE;

    /** The most that is allowed to flow into a car at a moment, in watts. */
    @FunctionalInterface
    public interface Limit {
        double watts(Car car, Instant now);
    }

    /**
     * @param maxW       most the EVSE gives
     * @param phases     phases it is connected with, for AC
     * @param registerWh reading at the start
     */
    public Meter(Current current, double maxW, int phases, double registerWh, Instant now) {
        this.current = current;
        this.maxW = maxW;
        this.phases = phases;
        this.registerWh = registerWh;
        this.countedUntil = now;
    }

    /** What is allowed from now on, whatever the EVSE could give. */
    public void limit(Limit allowed) {
        limit = allowed;
    }

    /** Phases it is connected with. */
    public int phases() {
        return phases;
    }

    /** Power flows to {@code car} from now on; null ends it. */
    public void feed(@Nullable Car newCar, Instant now) {
        advance(now);
        car = newCar;
    }

    /** Counts the energy up to {@code now}. A clock that went backwards adds nothing. */
    public void advance(Instant now) {
        var left = Duration.between(countedUntil, now).toMillis() / 1000.0;
        countedUntil = now;
        var fed = car;
        while (fed != null && left > 0 && !fed.full()) {
            var seconds = Math.min(left, STEP_SECONDS);
            var wh = powerFor(fed, now.minusMillis((long) (left * 1000))) * seconds / 3600;
            registerWh += wh;
            fed.take(wh);
            left -= seconds;
        }
    }

    private double powerFor(Car fed, Instant at) {
        return Math.min(fed.wantedW(current), offeredTo(fed, at));
    }

    private double offeredTo(Car fed, Instant at) {
        var most = current == Current.DC ? maxW : maxW * Math.min(phases, fed.acPhases()) / phases;
        return Math.min(most, limit.watts(fed, at));
    }

    /** What it shows; {@code plugged} is the car that tells its state of charge. Call {@link #advance} before. */
    public Reading read(Instant now, @Nullable Car plugged) {
        var fed = car;
        var power = fed == null || fed.full() ? 0 : powerFor(fed, countedUntil);
        var used = current == Current.DC || fed == null ? 0 : Math.min(phases, fed.acPhases());
        var soc = plugged == null ? 0 : plugged.soc();
        // Slow, repeatable changes stand for a living grid; a battery's voltage rises as it fills.
        var sway = Math.sin(now.getEpochSecond() / 37.0);
        var volts = current == Current.AC ? MAINS_V + 1.8 * sway : 340 + 70 * soc + 2 * sway;
        return new Reading(
                now,
                Math.round(registerWh),
                power,
                volts,
                power / (volts * Math.max(1, used)),
                used,
                plugged == null || current == Current.AC ? null : (int) Math.round(plugged.soc() * 100),
                fed == null ? maxW : offeredTo(fed, countedUntil));
    }

    /** The register in whole watt-hours. */
    public long registerWh() {
        return Math.round(registerWh);
    }

    public Current current() {
        return current;
    }
}
