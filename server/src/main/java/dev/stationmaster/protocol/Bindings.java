package dev.stationmaster.protocol;

import dev.stationmaster.ocpp.Codec;
import dev.stationmaster.ocpp.Version;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which method answers which action, for each version: the sum of all blocks. */
@Component
public final class Bindings {
    private final Map<Version, Map<String, Binding<?, ?>>> byVersion = new EnumMap<>(Version.class);

    Bindings(List<InboundBlock> blocks) {
        for (Version version : Version.values()) {
            Map<String, Binding<?, ?>> byAction = new HashMap<>();
            for (InboundBlock block : blocks) {
                if (block.versions().contains(version)) add(version, block, byAction);
            }
            byVersion.put(version, Map.copyOf(byAction));
        }
    }

    private static void add(Version version, InboundBlock block, Map<String, Binding<?, ?>> byAction) {
        for (Binding<?, ?> binding : block.bindings()) {
            if (!Codec.of(version).knows(binding.action())) continue;
            if (byAction.put(binding.action(), binding) != null)
                throw new IllegalStateException("two bindings for " + binding.action() + " of " + version);
        }
    }

    @Nullable
    Binding<?, ?> find(Version version, String action) {
        return byVersion.get(version).get(action);
    }

    /** The actions that are answered in this version, sorted. */
    public Set<String> actions(Version version) {
        return new TreeSet<>(byVersion.get(version).keySet());
    }
}
