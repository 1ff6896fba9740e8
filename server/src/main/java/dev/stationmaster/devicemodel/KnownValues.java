package dev.stationmaster.devicemodel;

import dev.stationmaster.station.StationId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What many stations told of a few variables, from the database: no station is asked. */
@Service
public class KnownValues {
    private static final int AT_ONCE = 2_000;

    private final KnownValuesStore store;

    KnownValues(KnownValuesStore store) {
        this.store = store;
    }

    /**
     * One attribute as last told.
     *
     * @param key of the variable, see {@link Variable#key()}
     * @param value null when there is none, or it may only be written
     */
    public record Known(
            StationId station,
            String key,
            String attribute,
            @Nullable String value,
            @Nullable String mutability,
            Instant reportedAt,
            String source) {}

    /**
     * The newest change of one attribute.
     *
     * @param source set: the station took it from a command; report, event or get: the station told it
     * @param actor whose command it was; null for what the station told by itself
     */
    public record LastChange(
            StationId station,
            String key,
            String attribute,
            @Nullable String oldValue,
            @Nullable String newValue,
            String source,
            @Nullable String actor,
            @Nullable UUID command,
            Instant at) {}

    public List<Known> of(Collection<StationId> stations, Collection<Variable> variables) {
        List<Known> found = new ArrayList<>();
        for (Integer[] piece : pieces(stations)) found.addAll(store.values(piece, keys(variables)));
        return found;
    }

    /** Of each attribute the newest change; none of what never changed since it was first told. */
    public List<LastChange> lastChanges(Collection<StationId> stations, Collection<Variable> variables) {
        List<LastChange> found = new ArrayList<>();
        for (Integer[] piece : pieces(stations)) found.addAll(store.lastChanges(piece, keys(variables)));
        return found;
    }

    /** Whether two values say the same: numbers, truth values and lists may be written in several ways. */
    public static boolean isSame(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) return false;
        String[] left = one.split(",", -1);
        String[] right = other.split(",", -1);
        if (left.length != right.length) return false;
        for (int i = 0; i < left.length; i++) {
            if (!plain(left[i]).equals(plain(right[i]))) return false;
        }
        return true;
    }

    private static String plain(String text) {
        String bare = text.strip();
        String word = bare.toLowerCase(Locale.ROOT);
        if (word.equals("true") || word.equals("false")) return word;
        if (!bare.matches("-?\\d{1,30}(\\.\\d{1,30})?")) return bare;
        return new BigDecimal(bare).stripTrailingZeros().toPlainString();
    }

    private static String[] keys(Collection<Variable> variables) {
        return variables.stream().map(Variable::key).distinct().toArray(String[]::new);
    }

    private static List<Integer[]> pieces(Collection<StationId> stations) {
        Integer[] all = stations.stream().map(StationId::key).toArray(Integer[]::new);
        List<Integer[]> pieces = new ArrayList<>();
        for (int from = 0; from < all.length; from += AT_ONCE) {
            pieces.add(Arrays.copyOfRange(all, from, Math.min(all.length, from + AT_ONCE)));
        }
        return pieces;
    }
}
