package dev.stationmaster.simulator.load;

import dev.stationmaster.simulator.fleet.NumberPattern;
import dev.stationmaster.simulator.station.Version;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Who puts on the load.
 *
 * @param identity       of the stations, counted from {@code first}
 * @param token          of the drivers, counted from 1 to {@code tokens}
 * @param password       for profile 1; null for profile 0
 * @param localAddresses number of loopback source addresses to spread over; 0 lets the system choose
 * @param threads        event loops
 */
public record LoadConfig(
        URI url,
        Version version,
        NumberPattern identity,
        int first,
        int stations,
        NumberPattern token,
        int tokens,
        @Nullable String password,
        int localAddresses,
        int threads) {

    /** Stations LOAD-00001 and so on with tokens 00000001 to 00020000, without passwords, on one event loop. */
    public static LoadConfig of(URI url, Version version, int stations) {
        return new LoadConfig(
                url,
                version,
                new NumberPattern("LOAD-{n:5}"),
                1,
                stations,
                new NumberPattern("{n:8}"),
                20_000,
                null,
                stations > 20_000 ? 4 : 0,
                1);
    }
}
