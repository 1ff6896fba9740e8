package dev.stationmaster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Operator;
import dev.stationmaster.simulator.car.Car;
import dev.stationmaster.simulator.fleet.Fleet;
import dev.stationmaster.simulator.quirk.Quirk;
import dev.stationmaster.simulator.station.SimulatedStation;
import dev.stationmaster.simulator.station.StationConfig;
import dev.stationmaster.simulator.station.StationConfig.Traits;
import dev.stationmaster.simulator.station.StationState.Phase;
import dev.stationmaster.simulator.station.Token;
import dev.stationmaster.simulator.station.Version;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** One simulated station for each switch charges a car, all at the same time, and the server bears every one of them. */
@ExtendWith(CsmsUnderTest.class)
class QuirkSwitchTest {
    /** Refused by the server, and shown as an attempt: the user name must be the identity. */
    private static final Set<Quirk> REFUSED = EnumSet.of(Quirk.Q8);
    /** The version that it offers first is chosen, and it speaks another. */
    private static final Set<Quirk> SPEECHLESS = EnumSet.of(Quirk.Q3);

    private static final Map<Quirk, String> FINDINGS = Map.of(
            Quirk.Q1, "subprotocol",
            Quirk.Q4, "connection-header",
            Quirk.Q5, "path",
            Quirk.Q27, "json",
            Quirk.Q28, "additionalProperties",
            Quirk.Q34, "maxLength",
            Quirk.Q37, "enum",
            Quirk.Q39, "station-status",
            Quirk.Q46, "format");

    @Test
    void everySwitchIsBorne(Lab lab) {
        var stations = new HashMap<Quirk, SimulatedStation>();
        var token = Token.card(card(lab));
        try (var fleet = new Fleet(Fleet.Options.usual())) {
            for (Quirk quirk : Quirk.values()) stations.put(quirk, fleet.add(config(lab, quirk)));
            stations.values().forEach(SimulatedStation::start);
            Predicate<Quirk> talks = quirk -> !REFUSED.contains(quirk) && !SPEECHLESS.contains(quirk);
            await(stations, talks, quirk -> phase(stations.get(quirk)) == Phase.ACCEPTED);
            stations.values().forEach(station -> {
                station.plug(1, Car.compact(0.4));
                station.present(1, token);
            });
            // Q79 reads the card from its wrong end, so that no token is known.
            Predicate<Quirk> charges = talks.and(quirk -> quirk != Quirk.Q79);
            await(stations, charges, quirk -> transactions(lab, stations.get(quirk)) > 0);
            stations.values().forEach(station -> station.present(1, token));
            await(stations, charges, quirk -> waiting(stations.get(quirk)) == 0);
            FINDINGS.forEach((quirk, code) -> lab.operator()
                    .await("/stations/" + stations.get(quirk).identity() + "/findings?limit=500", shown -> {
                        for (JsonNode finding : shown.get("items"))
                            if (finding.get("code").asString().equals(code)) return true;
                        return false;
                    }));
        }
    }

    private static StationConfig config(Lab lab, Quirk quirk) {
        boolean secure = quirk == Quirk.Q11;
        String identity = lab.newStation((secure ? ",\"securityProfile\":2" : "")
                + (quirk == Quirk.Q1 ? ",\"assumedVersion\":\"ocpp1.6\"" : ""));
        return StationConfig.of(
                        identity,
                        Version.OCPP16,
                        secure ? lab.csms().secureStationUrl() : lab.csms().stationUrl())
                .withPassword(secure ? 2 : 1, Lab.PASSWORD)
                .withTraits(Traits.usual().withQuirks(Set.of(quirk)));
    }

    private static String card(Lab lab) {
        String card = "%08X".formatted(lab.hashCode() ^ (int) System.nanoTime());
        Operator.Answer made = lab.operator()
                .send(
                        "POST",
                        "/tokens",
                        "{\"idToken\":\"" + card + "\",\"type\":\"ISO14443\",\"status\":\"accepted\"}");
        assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
        return card;
    }

    private static Phase phase(SimulatedStation station) {
        return station.state().join().phase();
    }

    private static int waiting(SimulatedStation station) {
        return station.state().join().waitingFacts();
    }

    private static int transactions(Lab lab, SimulatedStation station) {
        return lab.operator()
                .get("/transactions?station=" + station.identity())
                .get("items")
                .size();
    }

    private static void await(Map<Quirk, SimulatedStation> stations, Predicate<Quirk> which, Predicate<Quirk> fact) {
        List<Quirk> missing = new ArrayList<>(
                stations.keySet().stream().filter(which).sorted().toList());
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!missing.isEmpty()) {
            missing.removeIf(fact);
            if (System.nanoTime() > deadline) assertThat(missing).isEmpty();
            LockSupport.parkNanos(20_000_000);
        }
    }
}
