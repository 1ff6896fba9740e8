package dev.stationmaster.simulator.profile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All profiles of a station, and what they allow at a moment. Used from the station's event loop only. */
public final class Profiles {
    private static final double VOLTS = 230;

    private final List<Profile> all = new ArrayList<>();
    private final List<Outside> outside = new ArrayList<>(0);

    /**
     * What charges at an EVSE.
     *
     * @param transaction null when none runs
     * @param begun       when it began; the present when none runs
     * @param phases      that the EVSE is connected with
     */
    public record Place(int evse, @Nullable String transaction, Instant begun, int phases) {}

    /** A limit; both in the same moment. */
    public record Limit(double amperes, double watts, int phases) {}

    /**
     * A limit that somebody else than the server put on.
     *
     * @param evse 0 for the whole station
     * @param source EMS, SO or Other
     * @param amperes per phase
     */
    public record Outside(int evse, String source, double amperes) {
        private boolean of(int number, String who) {
            return evse == number && source.equals(who);
        }
    }

    /** Takes the place of the one of its source. */
    public void put(Outside limit) {
        release(limit.evse, limit.source);
        outside.add(limit);
    }

    /** True when there was such a limit. */
    public boolean release(int evse, String source) {
        return outside.removeIf(limit -> limit.of(evse, source));
    }

    public List<Profile> all() {
        return List.copyOf(all);
    }

    /** Takes the place of the one with its id. */
    public void put(Profile profile) {
        all.removeIf(other -> other.id() == profile.id());
        all.add(profile);
    }

    /** Removes what fits. True when there was any. */
    public boolean remove(Predicate<Profile> which) {
        return all.removeIf(which);
    }

    /** The transaction of a remote start has begun. */
    public void bind(int evse, String transaction) {
        all.replaceAll(
                profile -> profile.hasPurpose("TxProfile") && profile.evse() == evse && profile.transaction() == null
                        ? profile.forTransaction(transaction)
                        : profile);
    }

    /** The transaction on the EVSE is over. */
    public void ended(int evse) {
        all.removeIf(profile -> profile.hasPurpose("TxProfile") && profile.evse() == evse);
    }

    /** What is allowed; null is no limit. EVSE 0 is the grid connection. */
    public @Nullable Limit limit(Place place, Instant now) {
        var lowest =
                merge(null, best(place, now, profile -> profile.hasPurpose("ChargingStationMaxProfile")), place.phases);
        for (var limit : outside) {
            if (limit.evse == 0 || limit.evse == place.evse) {
                lowest = lower(lowest, new Limit(limit.amperes, limit.amperes * VOLTS * place.phases, place.phases));
            }
        }
        if (place.evse == 0) {
            return lowest;
        }
        var own = best(
                place,
                now,
                profile -> profile.hasPurpose("TxProfile")
                        && profile.evse() == place.evse
                        && place.transaction != null
                        && (profile.transaction() == null || place.transaction.equals(profile.transaction())));
        if (own == null) {
            own = best(
                    place,
                    now,
                    profile -> profile.hasPurpose("TxDefaultProfile")
                            && (profile.evse() == 0 || profile.evse() == place.evse));
        }
        return merge(lowest, own, place.phases);
    }

    private record Acting(Profile profile, Profile.Step step) {}

    private @Nullable Acting best(Place place, Instant now, Predicate<Profile> which) {
        Acting best = null;
        for (var profile : all) {
            var step = which.test(profile) ? profile.at(now, place.begun) : null;
            if (step != null && (best == null || rank(profile) > rank(best.profile))) {
                best = new Acting(profile, step);
            }
        }
        return best;
    }

    private static int rank(Profile profile) {
        return profile.level() * 2 + (profile.evse() > 0 ? 1 : 0);
    }

    private static @Nullable Limit merge(@Nullable Limit lowest, @Nullable Acting acting, int connected) {
        if (acting == null) {
            return lowest;
        }
        var phases = Math.clamp(acting.step.phases(), 1, connected);
        var told = acting.step.limit();
        var amperes = acting.profile.perPhase() ? told : told / VOLTS / phases;
        var watts = acting.profile.perPhase() ? told * VOLTS * phases : told;
        return lower(lowest, new Limit(amperes, watts, phases));
    }

    private static Limit lower(@Nullable Limit one, Limit other) {
        return one == null
                ? other
                : new Limit(
                        Math.min(one.amperes, other.amperes),
                        Math.min(one.watts, other.watts),
                        Math.min(one.phases, other.phases));
    }
}
