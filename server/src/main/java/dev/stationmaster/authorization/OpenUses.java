package dev.stationmaster.authorization;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which tokens are in use now. A place is taken before the commit of its transaction, so that two starts at once cannot both be the last. */
final class OpenUses {
    private final Map<String, Set<String>> usesByValue = new HashMap<>();
    private final Map<String, String> valueByUse = new HashMap<>();

    /**
     * Takes a place, or finds that this use has it already.
     *
     * @param limit null is without limit
     * @return false when all places are taken
     */
    synchronized boolean take(String value, String use, @Nullable Integer limit) {
        var taken = usesByValue.getOrDefault(value, Set.of());
        if (taken.contains(use)) return true;
        if (limit != null && taken.size() >= limit) return false;
        release(use);
        usesByValue.computeIfAbsent(value, _ -> new HashSet<>(2)).add(use);
        valueByUse.put(use, value);
        return true;
    }

    /** Whether another use would find a place. */
    synchronized boolean hasRoom(String value, @Nullable Integer limit) {
        return limit == null || usesByValue.getOrDefault(value, Set.of()).size() < limit;
    }

    synchronized void release(String use) {
        var value = valueByUse.remove(use);
        if (value == null) return;
        usesByValue.computeIfPresent(value, (_, uses) -> {
            uses.remove(use);
            return uses.isEmpty() ? null : uses;
        });
    }

    synchronized boolean holds(String value, String use) {
        return value.equals(valueByUse.get(use));
    }
}
