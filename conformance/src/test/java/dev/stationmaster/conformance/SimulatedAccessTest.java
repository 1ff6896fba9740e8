package dev.stationmaster.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.CsmsUnderTest;
import dev.stationmaster.conformance.harness.Lab;
import dev.stationmaster.conformance.harness.Operator;
import dev.stationmaster.simulator.car.Car;
import dev.stationmaster.simulator.fleet.Fleet;
import dev.stationmaster.simulator.station.SimulatedStation;
import dev.stationmaster.simulator.station.StationConfig;
import dev.stationmaster.simulator.station.StationState;
import dev.stationmaster.simulator.station.Token;
import dev.stationmaster.simulator.station.Version;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Local lists and reservations with stations that know nothing of our code: what the list is for, and who may sit down. */
@ExtendWith(CsmsUnderTest.class)
class SimulatedAccessTest {
    @Test
    void a16StationChargesByItsListAndKeepsAReservation(Lab lab) {
        play(lab, Version.OCPP16);
    }

    @Test
    void a201StationChargesByItsListAndKeepsAReservation(Lab lab) {
        play(lab, Version.OCPP201);
    }

    @Test
    void a21StationChargesByItsListAndKeepsAReservation(Lab lab) {
        play(lab, Version.OCPP21);
    }

    private static void play(Lab lab, Version version) {
        String group = "SIM-" + lab.unknownToken();
        Token listed = Token.card(lab.newToken("accepted", ",\"group\":\"" + group + "\""));
        Token stranger = Token.card(lab.validToken());
        String identity = lab.newStation();
        Operator operator = lab.operator();
        operator.send("PATCH", "/stations/" + identity + "/settings", "{\"localListTokens\":\"group:" + group + "\"}");
        try (var fleet = new Fleet(Fleet.Options.usual())) {
            SimulatedStation station = fleet.add(
                    StationConfig.of(identity, version, lab.csms().stationUrl()).withPassword(1, Lab.PASSWORD));
            station.start();
            await("accepted", () -> state(station).phase() == StationState.Phase.ACCEPTED);
            operator.await(
                    "/stations/" + identity + "/connectors",
                    shown -> shown.toString().contains("Available"));
            chargesByItsList(operator, station, listed, stranger);
            isReserved(operator, station, listed, stranger);
        }
    }

    private static void chargesByItsList(Operator operator, SimulatedStation station, Token listed, Token stranger) {
        JsonNode sync = operator.command(station.identity(), "{\"type\":\"SyncLocalList\"}")
                .result();
        assertThat(sync.get("status").asString()).as("%s", sync).isEqualTo("Accepted");
        station.goOffline();
        await("offline", () -> state(station).phase() == StationState.Phase.OFFLINE_ON_PURPOSE);
        station.plug(1, Car.compact(0.3));
        assertThat(station.present(1, stranger).join()).isFalse();
        assertThat(station.present(1, listed).join()).isTrue();
        await("charging", () -> status(station).equals("Charging"));
        station.goOnline();
        operator.await(
                "/transactions?station=" + station.identity(),
                shown -> shown.toString().contains(listed.id()));
        assertThat(station.present(1, listed).join()).isTrue();
        station.unplug(1);
        operator.await(
                "/transactions?station=" + station.identity() + "&state=ended",
                shown -> shown.get("items").size() == 1);
        await("free", () -> status(station).equals("Available"));
        operator.await(
                "/stations/" + station.identity() + "/connectors",
                shown -> !shown.toString().contains("Finishing"));
    }

    private static void isReserved(Operator operator, SimulatedStation station, Token listed, Token stranger) {
        operator.await(
                "/stations/" + station.identity() + "/connectors",
                shown -> !shown.toString().contains("Occupied"));
        JsonNode reserved = operator.command(
                        station.identity(), "{\"type\":\"ReserveNow\",\"evse\":1,\"idToken\":\"" + listed.id() + "\"}")
                .result();
        assertThat(reserved.path("status").asString()).as("%s", reserved).isEqualTo("Accepted");
        String id = reserved.get("id").asString();
        await("reserved", () -> status(station).equals("Reserved"));
        station.plug(1, Car.compact(0.3));
        assertThat(station.present(1, stranger).join()).isFalse();
        assertThat(station.present(1, listed).join()).isTrue();
        JsonNode used = operator.await(
                "/reservations/" + id, shown -> shown.get("state").asString().equals("used"));
        assertThat(used.has("reason"))
                .as("the station named the reservation: %s", used)
                .isFalse();
        JsonNode transaction =
                operator.get("/transactions/" + used.get("transaction").asString());
        assertThat(transaction.get("reservationId").asInt())
                .isEqualTo(used.get("reservationId").asInt());
    }

    @Test
    void stationsThatForgetAndStationsThatTellOldVersionsAreSeenThrough(Lab lab) {
        String group = "SIM-" + lab.unknownToken();
        Token listed = Token.card(lab.newToken("accepted", ",\"group\":\"" + group + "\""));
        String identity = lab.newStation();
        Operator operator = lab.operator();
        operator.send("PATCH", "/stations/" + identity + "/settings", "{\"localListTokens\":\"group:" + group + "\"}");
        try (var fleet = new Fleet(Fleet.Options.usual())) {
            SimulatedStation station = fleet.add(
                    StationConfig.of(identity, Version.OCPP16, lab.csms().stationUrl())
                            .withPassword(1, Lab.PASSWORD));
            station.start();
            operator.await(
                    "/stations/" + identity + "/connectors",
                    shown -> shown.toString().contains("Available"));

            station.freezeListVersion();
            for (int version = 1; version <= 2; version++) {
                sync(operator, identity);
                operator.command(identity, "{\"type\":\"GetLocalListVersion\"}").result();
                JsonNode list = operator.get("/stations/" + identity + "/local-list");
                assertThat(list.get("version").get("ours").asInt()).isEqualTo(version);
                assertThat(list.get("version").get("station").asInt()).isZero();
            }

            operator.command(identity, "{\"type\":\"ReserveNow\",\"evse\":1,\"idToken\":\"" + listed.id() + "\"}")
                    .result();
            operator.await(
                    "/stations/" + identity + "/connectors",
                    shown -> shown.toString().contains("Reserved"));
            station.forgetReservations();
            operator.await(
                    "/stations/" + identity + "/reservations?state=removed",
                    shown -> shown.get("items").size() == 1);
        }
    }

    private static void sync(Operator operator, String identity) {
        JsonNode sync =
                operator.command(identity, "{\"type\":\"SyncLocalList\"}").result();
        assertThat(sync.path("status").asString()).as("%s", sync).isEqualTo("Accepted");
    }

    private static StationState state(SimulatedStation station) {
        return station.state().join();
    }

    private static String status(SimulatedStation station) {
        return state(station).connectors().getFirst().status();
    }

    private static void await(String what, BooleanSupplier fact) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!fact.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting for: %s", what).isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
