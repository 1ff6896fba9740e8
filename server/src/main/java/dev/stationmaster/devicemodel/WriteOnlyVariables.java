package dev.stationmaster.devicemodel;

import dev.stationmaster.messagelog.SecretVariables;
import dev.stationmaster.station.StationId;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Which variables stations declared write-only, in memory: their values are masked in the message log whatever their names are. */
@Component
class WriteOnlyVariables implements SecretVariables {
    private final Map<StationId, Set<String>> known = new ConcurrentHashMap<>();

    @Override
    public boolean isSecret(StationId station, String component, String variable) {
        if (Secrets.isSecret(variable)) return true;
        Set<String> names = known.get(station);
        return names != null && names.contains(folded(component, variable));
    }

    void learn(StationId station, String component, String variable) {
        known.computeIfAbsent(station, _ -> ConcurrentHashMap.newKeySet()).add(folded(component, variable));
    }

    void learn(VariableRow row) {
        if ("WriteOnly".equals(row.mutability())) {
            learn(row.station(), row.variable().component(), row.variable().name());
        }
    }

    private static String folded(String component, String variable) {
        return (component + "\u001f" + variable).toLowerCase(Locale.ROOT);
    }
}
