package dev.stationmaster.problem;

import dev.stationmaster.problem.Problem.Device;
import dev.stationmaster.station.StationId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which open problems are alike: of the same kind and code, then also at the same site, on the same model, on the same firmware. */
final class Patterns {
    private static final Duration TOGETHER = Duration.ofMinutes(10);

    private record Group(Kind kind, String code, List<?> more) {}

    private final Map<Group, Set<Object>> objects = new HashMap<>();
    private final Map<Integer, Map<StationId, Instant>> offlineAt = new HashMap<>();

    /**
     * How many other stations have the same.
     *
     * @param sameFirmware of the same vendor, model and version
     */
    record Alike(int others, int sameModel, int sameFirmware, int sameSite) {}

    Patterns(Collection<Problem> open) {
        for (Problem one : open) {
            for (Group group : groups(one)) {
                objects.computeIfAbsent(group, _ -> new HashSet<>()).add(who(one));
            }
            StationId station = one.station();
            if (one.kind() == Kind.STATION_OFFLINE && one.siteId() != null && station != null)
                offlineAt.computeIfAbsent(one.siteId(), _ -> new HashMap<>()).put(station, one.startedAt());
        }
    }

    private static Object who(Problem one) {
        return one.station() == null ? one.object() : one.station();
    }

    private static List<Group> groups(Problem one) {
        return List.of(every(one), model(one), firmware(one), site(one));
    }

    private static Group every(Problem one) {
        return new Group(one.kind(), one.code(), List.of());
    }

    private static Group model(Problem one) {
        Device device = one.device();
        return new Group(one.kind(), one.code(), List.of("model", text(device.vendor()), text(device.model())));
    }

    private static Group firmware(Problem one) {
        Device device = one.device();
        return new Group(
                one.kind(),
                one.code(),
                List.of("firmware", text(device.vendor()), text(device.model()), text(device.firmwareVersion())));
    }

    private static Group site(Problem one) {
        return new Group(one.kind(), one.code(), List.of("site", String.valueOf(one.siteId())));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    Alike alike(Problem one) {
        Device device = one.device();
        return new Alike(
                others(one, every(one)),
                device.model() == null ? 0 : others(one, model(one)),
                device.firmwareVersion() == null ? 0 : others(one, firmware(one)),
                one.siteId() == null ? 0 : others(one, site(one)));
    }

    private int others(Problem one, Group group) {
        Set<Object> found = objects.getOrDefault(group, Set.of());
        return found.size() - (found.contains(who(one)) ? 1 : 0);
    }

    /** Other stations of the same site that went away within ten minutes of this one. */
    int goneTogether(Problem one) {
        if (one.siteId() == null) return 0;
        return (int) offlineAt.getOrDefault(one.siteId(), Map.of()).entrySet().stream()
                .filter(entry -> !entry.getKey().equals(one.station()))
                .filter(entry -> Duration.between(entry.getValue(), one.startedAt())
                                .abs()
                                .compareTo(TOGETHER)
                        <= 0)
                .count();
    }
}
