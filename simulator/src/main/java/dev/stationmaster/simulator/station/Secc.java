package dev.stationmaster.simulator.station;

import dev.stationmaster.simulator.car.Car;
import dev.stationmaster.simulator.car.Current;
import dev.stationmaster.simulator.car.Evcc;
import dev.stationmaster.simulator.security.OcspData;
import dev.stationmaster.simulator.wire.Answer;
import dev.stationmaster.simulator.wire.Frame;
import dev.stationmaster.simulator.wire.Json;
import dev.stationmaster.simulator.wire.Outcome;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A 2.x station's side of ISO 15118: brings a car's requests to the contract pool, authorizes it by its contract (C07, M01, M02), tells its needs,
 * and how it means to charge (K15). Used from the station's event loop only.
 */
final class Secc {
    private static final String SCHEMA = "urn:iso:15118:2:2013:MsgDef";
    private static final int TUPLES = 12;
    private static final int VOLTS = 230;

    private final Parts parts;
    private final Charging charging;

    Secc(Parts parts, Charging charging) {
        this.parts = parts;
        this.charging = charging;
    }

    /** A car that talks ISO 15118 was plugged in. */
    void plugged(Evse evse) {
        var evcc = evcc(evse).orElse(null);
        if (evcc == null || parts.config().version() == Version.OCPP16) {
            return;
        }
        var wish = evcc.wish();
        if (wish == null) {
            authorize(evse, evcc);
            return;
        }
        parts.outbox()
                .send(
                        "Get15118EVCertificate",
                        Json.object()
                                .put("iso15118SchemaVersion", SCHEMA)
                                .put("action", wish)
                                .put("exiRequest", evcc.request()),
                        outcome -> {
                            var taken = outcome instanceof Outcome.Answered(var payload)
                                    && payload.path("status").asString("").equals("Accepted")
                                    && evcc.take(payload.path("exiResponse").asString(""));
                            parts.tell("contract " + wish + (taken ? " " + evcc.emaid() : " failed"));
                            if (!evcc.contract().isEmpty()) {
                                authorize(evse, evcc);
                            }
                        });
    }

    private static Optional<Evcc> evcc(Evse evse) {
        return Optional.ofNullable(evse.car).map(Car::evcc);
    }

    private void authorize(Evse evse, Evcc evcc) {
        var emaid = evcc.emaid();
        if (emaid == null || evcc(evse).orElse(null) != evcc) {
            return;
        }
        var token = new Token(emaid, "eMAID");
        var question = Json.object().put("idToken", V2Speech.json(token));
        var hashes = hashes(evcc.contract());
        if (hashes.isEmpty()) {
            question.put("certificate", evcc.pem());
        } else {
            question.put("iso15118CertificateHashData", hashes);
        }
        parts.outbox().send("Authorize", question, outcome -> {
            if (!(outcome instanceof Outcome.Answered(var payload))
                    || evcc(evse).orElse(null) != evcc) {
                return;
            }
            var certificate = payload.path("certificateStatus").asString("");
            var verdict = V2Speech.verdict(payload.path("idTokenInfo"));
            parts.tell("contract " + emaid + " " + verdict.status() + " " + certificate);
            if (certificate.equals("Accepted") && verdict.accepted()) {
                charging.authorized(evse, token, verdict, "Authorized", null);
                needs(evse, evcc);
            }
        });
    }

    /** When an installed root vouches for the chain, its hashes are enough (C07.FR.01); else the server looks at all of it (C07.FR.06). */
    private List<Json> hashes(List<X509Certificate> chain) {
        var root = parts.certificates().rootOf(chain);
        if (root == null) {
            return List.of();
        }
        var all = new ArrayList<Json>();
        for (int i = 0; i < chain.size(); i++) {
            var data = OcspData.of(chain.get(i), i + 1 < chain.size() ? chain.get(i + 1) : root);
            if (data == null) {
                return List.of();
            }
            all.add(data);
        }
        return all;
    }

    private void needs(Evse evse, Evcc evcc) {
        var car = evse.car;
        var session = evse.session;
        if (car == null || session == null || !session.begun) {
            return;
        }
        var direct = evse.meter.current() == Current.DC;
        var watts = car.wantedW(direct ? Current.DC : Current.AC);
        var phases = Math.min(car.acPhases(), evse.meter.phases());
        var needs = Json.object()
                .put("requestedEnergyTransfer", direct ? "DC" : phases == 1 ? "AC_single_phase" : "AC_three_phase")
                .put("departureTime", parts.clock().now().plus(evcc.stay()));
        if (direct) {
            needs.put(
                    "dcChargingParameters",
                    Json.object()
                            .put("evMaxCurrent", 400)
                            .put("evMaxVoltage", 800)
                            .put("evMaxPower", (long) watts)
                            .put("energyAmount", evcc.energyWh())
                            .put("stateOfCharge", (int) Math.round(car.soc() * 100)));
        } else {
            needs.put(
                    "acChargingParameters",
                    Json.object()
                            .put("energyAmount", evcc.energyWh())
                            .put("evMinCurrent", 6)
                            .put("evMaxCurrent", Math.max(6, (long) (watts / VOLTS / phases)))
                            .put("evMaxVoltage", 400));
        }
        parts.outbox()
                .send(
                        "NotifyEVChargingNeeds",
                        Json.object()
                                .put("evseId", evse.number)
                                .put("maxScheduleTuples", TUPLES)
                                .put("chargingNeeds", needs),
                        outcome -> {
                            if (outcome instanceof Outcome.Answered(var payload)) {
                                parts.tell("needs " + payload.path("status").asString(""));
                            }
                        });
    }

    /** A profile for the transaction of a car that told its needs is what the car chooses its schedule by. */
    Answer after(Frame.Call call, Answer answer) {
        if (!call.action().equals("SetChargingProfile") || !(answer instanceof Answer.Result result)) {
            return answer;
        }
        var profile = call.payload().path("chargingProfile");
        var evse = parts.evse(call.payload().path("evseId").asInt(0)).orElse(null);
        var evcc = evse == null ? null : evcc(evse).orElse(null);
        var taken = result.payload().contains("\"Accepted\"");
        if (evcc == null
                || evcc.emaid() == null
                || !taken
                || !profile.path("chargingProfilePurpose").asString("").equals("TxProfile")) {
            return answer;
        }
        return new Answer.Result(result.payload(), () -> {
            result.afterwards().run();
            schedule(evse, evcc, profile.path("chargingSchedule").path(0));
        });
    }

    /** The car follows the first schedule; a greedy one means to draw more. */
    private void schedule(Evse evse, Evcc evcc, JsonNode chosen) {
        var factor = BigDecimal.valueOf(evcc.excess());
        var periods = new ArrayList<Json>();
        for (JsonNode period : chosen.path("chargingSchedulePeriod")) {
            var limit = new BigDecimal(period.path("limit").asString("0"));
            periods.add(Json.object()
                    .put("startPeriod", period.path("startPeriod").asInt(0))
                    .put("limit", limit.multiply(factor).setScale(1, RoundingMode.HALF_UP)));
        }
        parts.outbox()
                .send(
                        "NotifyEVChargingSchedule",
                        Json.object()
                                .put("timeBase", parts.clock().now())
                                .put("evseId", evse.number)
                                .put(
                                        "chargingSchedule",
                                        Json.object()
                                                .put("id", chosen.path("id").asInt(1))
                                                .put(
                                                        "chargingRateUnit",
                                                        chosen.path("chargingRateUnit")
                                                                .asString("A"))
                                                .put("chargingSchedulePeriod", periods)),
                        outcome -> {
                            if (outcome instanceof Outcome.Answered(var payload)) {
                                parts.tell("schedule " + payload.path("status").asString(""));
                            }
                        });
    }
}
