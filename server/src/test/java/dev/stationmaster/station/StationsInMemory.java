package dev.stationmaster.station;

import dev.stationmaster.ocpp.Version;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A directory filled by hand, for tests of features that only read it. */
public final class StationsInMemory {
    private final StationDirectory directory = new StationDirectory();
    private int keys;

    public StationDirectory directory() {
        return directory;
    }

    /** A station of all versions. */
    public Station add(String identity, int securityProfile) {
        return add(identity, securityProfile, EnumSet.allOf(Version.class), null);
    }

    public Station add(String identity, int securityProfile, Set<Version> versions, @Nullable Version assumedVersion) {
        var station = new Station(
                new StationId(++keys),
                identity,
                1,
                securityProfile,
                versions,
                null,
                BootPolicy.ACCEPTED,
                Registration.ACCEPTED,
                assumedVersion);
        directory.put(station);
        return station;
    }
}
