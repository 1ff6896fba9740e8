package dev.stationmaster.simulator.fleet;

import dev.stationmaster.simulator.car.Current;
import dev.stationmaster.simulator.station.EvseConfig;
import dev.stationmaster.simulator.station.StationConfig;
import dev.stationmaster.simulator.station.StationConfig.Plate;
import dev.stationmaster.simulator.station.Token;
import dev.stationmaster.simulator.station.Tuning;
import dev.stationmaster.simulator.station.Version;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A site to look at: twelve stations of all versions, AC and DC, as a small public car park would have them. */
public final class DemoSite {
    private static final int STATIONS = 12;
    private static final int TOKENS = 20;
    private static final NumberPattern IDENTITY = new NumberPattern("DEMO-{n:2}");
    private static final NumberPattern TOKEN = new NumberPattern("DEMO{n:4}");

    private DemoSite() {}

    /** The stations, for a server at {@code url}; profile 0. */
    public static List<StationConfig> stations(URI url) {
        var configs = new ArrayList<StationConfig>();
        for (int n = 1; n <= STATIONS; n++) {
            var version = Version.values()[(n - 1) % 3];
            var config = StationConfig.of(IDENTITY.of(n), version, url)
                    .withTuning(Tuning.usual().withSampleInterval(Duration.ofSeconds(15)));
            configs.add(equipped(config, n));
        }
        return configs;
    }

    private static StationConfig equipped(StationConfig config, int n) {
        var serial = "DS-2026-%04d".formatted(n);
        return switch (n) {
            case 4, 8, 12 ->
                config.withPlate(new Plate("Voltaire", "Hyper 300", serial, "3.2.1"))
                        .withEvses(EvseConfig.dc(300_000), EvseConfig.dc(300_000));
            case 3, 7, 11 ->
                config.withPlate(new Plate("Voltaire", "Fast 60", serial, "3.2.1"))
                        .withEvses(EvseConfig.dc(60_000), EvseConfig.ac());
            case 1, 5 ->
                config.withPlate(new Plate("Hausstrom", "Wall 11", serial, "1.9.0"))
                        .withEvses(new EvseConfig(1, Current.AC, 11_000, 3));
            default ->
                config.withPlate(new Plate("Hausstrom", "Twin 22", serial, "2.4.0"))
                        .withEvses(EvseConfig.ac(), EvseConfig.ac());
        };
    }

    /** The drivers' cards. */
    public static List<Token> tokens() {
        var tokens = new ArrayList<Token>();
        for (int n = 1; n <= TOKENS; n++) {
            tokens.add(Token.card(TOKEN.of(n)));
        }
        return tokens;
    }

    /** What a server has to be told so that it knows stations and cards: YAML of the provisioning file. */
    public static String provisioning() {
        return """
                stations:
                  - {id: "%s", count: %d, securityProfile: 0}
                tokens:
                  - {idToken: "%s", type: ISO14443, count: %d}
                """.formatted(IDENTITY.text(), STATIONS, TOKEN.text(), TOKENS);
    }
}
