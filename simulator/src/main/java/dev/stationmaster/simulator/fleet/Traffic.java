package dev.stationmaster.simulator.fleet;

import dev.stationmaster.simulator.car.Car;
import dev.stationmaster.simulator.car.Evcc;
import dev.stationmaster.simulator.station.SimulatedStation;
import dev.stationmaster.simulator.station.StationState;
import dev.stationmaster.simulator.station.Token;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Drivers: cars come to the EVSEs of a fleet, charge for a while, and leave, in the various ways in which people do it. */
public final class Traffic {
    /**
     * How lively it is; world time.
     *
     * @param gap    between two cars at an EVSE, least and most
     * @param stay   from plugging in to leaving, least and most
     * @param moment at most so long between two things that one driver does
     */
    public record Pace(Duration leastGap, Duration gap, Duration leastStay, Duration stay, Duration moment) {
        public Pace(Duration leastGap, Duration gap, Duration leastStay, Duration stay) {
            this(leastGap, gap, leastStay, stay, MOMENT);
        }

        /** No break: short stays, hardly a gap, for tests that need many sessions quickly. */
        public static Pace hectic() {
            return new Pace(
                    Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(4), Duration.ofSeconds(15));
        }

        /** Between two things that one driver does: a quarter of the shortest stay, or less. */
        Duration pause() {
            return shorter(leastStay.dividedBy(4), moment);
        }

        /** Something happens every few seconds at a dozen stations. */
        public static Pace lively() {
            return new Pace(
                    Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofMinutes(6));
        }

        /** An ordinary day. */
        public static Pace ordinary() {
            return new Pace(
                    Duration.ofMinutes(2), Duration.ofMinutes(90), Duration.ofMinutes(15), Duration.ofMinutes(150));
        }
    }

    private static final Duration MOMENT = Duration.ofSeconds(4);
    private static final Duration FIRST = Duration.ofSeconds(2);

    private final Fleet fleet;
    private final Pace pace;
    private final List<Token> tokens;
    private final long sessionsPerEvse;
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong finished = new AtomicLong();
    private final Map<Place, Evcc> evccs = new ConcurrentHashMap<>();
    private volatile boolean open = true;
    private volatile boolean plugAndCharge;

    /**
     * @param tokens          shown in turn
     * @param sessionsPerEvse after so many cars an EVSE stays empty
     */
    public Traffic(Fleet fleet, Pace pace, List<Token> tokens, long sessionsPerEvse) {
        this.fleet = fleet;
        this.pace = pace;
        this.tokens = List.copyOf(tokens);
        this.sessionsPerEvse = sessionsPerEvse;
    }

    /** Cars are known by their contracts (ISO 15118): nobody shows a token. Each place has a car of its own, which keeps its contract. */
    public Traffic byContract() {
        plugAndCharge = true;
        return this;
    }

    /** The first cars set out. */
    public void start() {
        for (var station : fleet.stations()) {
            for (int evse = 1; evse <= station.config().evses().size(); evse++) {
                var place =
                        new Place(station, evse, new Random(station.identity().hashCode() * 31L + evse));
                fleet.after(between(shorter(FIRST, pace.gap), pace.gap, place.dice), () -> open(place));
            }
        }
    }

    /** No further cars come; those that are there leave as they would have. */
    public void stop() {
        open = false;
    }

    /** Cars that have come so far. */
    public long begun() {
        return begun.get();
    }

    /** Cars that have left so far, those that were turned away among them. */
    public long finished() {
        return finished.get();
    }

    /** A station that was never in service gets no cars; once it was, they come whether it has a network or not. */
    private void open(Place place) {
        place.station.state().thenAccept(state -> {
            if (state.phase() == StationState.Phase.ACCEPTED) {
                arrive(place, 1);
            } else if (open) {
                fleet.after(pace.moment, () -> open(place));
            }
        });
    }

    private record Place(SimulatedStation station, int evse, Random dice) {}

    private void arrive(Place place, long count) {
        if (!open || count > sessionsPerEvse) {
            return;
        }
        if (plugAndCharge) {
            var evcc = evccs.computeIfAbsent(
                    place, one -> new Evcc("SIM" + one.station.identity() + "E" + one.evse, 20_000, pace.stay));
            begun.incrementAndGet();
            place.station.plug(place.evse, someCar(place.dice).with(evcc));
            fleet.after(between(pace.leastStay, pace.stay, place.dice), () -> unplug(place, count));
            return;
        }
        var token = tokens.get((int) ((begun.getAndIncrement()) % tokens.size()));
        var car = someCar(place.dice);
        Runnable charge =
                () -> fleet.after(between(pace.leastStay, pace.stay, place.dice), () -> leave(place, token, count));
        if (place.dice.nextInt(4) == 0) {
            // The card first. Whoever is turned away drives on.
            place.station.present(place.evse, token).thenAccept(accepted -> {
                if (accepted) {
                    fleet.after(pace.pause(), () -> {
                        place.station.plug(place.evse, car);
                        charge.run();
                    });
                } else {
                    finished.incrementAndGet();
                    next(place, count);
                }
            });
        } else {
            place.station.plug(place.evse, car);
            fleet.after(pace.pause(), () -> {
                place.station.present(place.evse, token);
                charge.run();
            });
        }
    }

    private void leave(Place place, Token token, long count) {
        if (place.dice.nextInt(2) == 0) {
            place.station.present(place.evse, token);
            fleet.after(pace.pause().multipliedBy(2), () -> unplug(place, count));
        } else {
            unplug(place, count);
        }
    }

    private void unplug(Place place, long count) {
        place.station.unplug(place.evse);
        finished.incrementAndGet();
        next(place, count);
    }

    private void next(Place place, long count) {
        fleet.after(between(pace.leastGap, pace.gap, place.dice), () -> arrive(place, count + 1));
    }

    private static Car someCar(Random dice) {
        var soc = 0.08 + 0.6 * dice.nextDouble();
        return switch (dice.nextInt(4)) {
            case 0 -> Car.large(soc);
            case 1 -> Car.hybrid(soc);
            default -> Car.compact(soc);
        };
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration between(Duration least, Duration most, Random dice) {
        var span = most.minus(least).toMillis();
        return span <= 0 ? least : least.plusMillis(dice.nextLong(span));
    }
}
