package dev.stationmaster.conformance.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.link.RawStation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a test laboratory has at hand: the server, its operator, and stations and tokens that nobody else uses. */
public final class Lab {
    /** The password of every station that the laboratory enters. */
    public static final String PASSWORD = "conformance-pass-1";

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Csms csms;
    private final Operator operator;

    /** The laboratory of a server that a test started for itself. */
    public static Lab of(Csms csms) {
        return new Lab(csms);
    }

    Lab(Csms csms) {
        this.csms = csms;
        this.operator = new Operator(csms);
    }

    public Csms csms() {
        return csms;
    }

    public Operator operator() {
        return operator;
    }

    /**
     * Enters a new station, of security profile 1 with {@link #PASSWORD} unless said otherwise.
     *
     * @param more further fields of it, for example {@code ,"boot":"pending"}
     */
    public String newStation(String more) {
        String identity = "CT-" + NUMBERS.incrementAndGet();
        String profile = more.contains("\"securityProfile\"") ? "" : ",\"securityProfile\":1";
        String password = more.contains("\"password\"") ? "" : ",\"password\":\"" + PASSWORD + "\"";
        Operator.Answer created =
                operator.send("POST", "/stations", "{\"id\":\"" + identity + "\"" + profile + password + more + "}");
        assertThat(created.status())
                .as("entering a station: %s", created.body())
                .isEqualTo(201);
        return identity;
    }

    public String newStation() {
        return newStation("");
    }

    /** Enters a token of this status. @param more further fields, for example {@code ,"group":"FLEET"}. @return its idToken */
    public String newToken(String status, String more) {
        String idToken = "TAG" + NUMBERS.incrementAndGet();
        Operator.Answer created = operator.send(
                "POST",
                "/tokens",
                "{\"idToken\":\"" + idToken + "\",\"type\":\"ISO14443\",\"status\":\"" + status + "\"" + more + "}");
        assertThat(created.status()).as("entering a token: %s", created.body()).isEqualTo(201);
        return idToken;
    }

    /** A token that may charge. */
    public String validToken() {
        return newToken("accepted", "");
    }

    /** An idToken that was never entered. */
    public String unknownToken() {
        return "NOBODY" + NUMBERS.incrementAndGet();
    }

    public ScriptedStation connect(String identity, String subprotocol) {
        return Socket.of(csms, identity)
                .offering(subprotocol)
                .password(PASSWORD)
                .connect();
    }

    /** A station that writes its own bytes, not connected yet. */
    public RawStation raw() {
        return RawStation.at(csms.stationUrl().getPort());
    }

    /** The Basic header of a station of this laboratory. */
    public static String basic(String identity) {
        return RawStation.basic(identity, PASSWORD);
    }

    /** Waits until the station has a finding of that action and rule. */
    public JsonNode finding(String identity, String action, String code) {
        String path = "/stations/" + Operator.encoded(identity) + "/findings?limit=500";
        JsonNode shown = operator.await(path, page -> found(page, action, code) != null);
        return Objects.requireNonNull(found(shown, action, code));
    }

    /** Waits until the station has been seen to break that rule so many times. */
    public void findings(String identity, String action, String code, int times) {
        String path = "/stations/" + Operator.encoded(identity) + "/findings?limit=500";
        operator.await(path, page -> {
            JsonNode found = found(page, action, code);
            return found != null && found.get("count").asInt() == times;
        });
    }

    private static @Nullable JsonNode found(JsonNode page, String action, String code) {
        for (JsonNode finding : page.get("items")) {
            boolean same = finding.get("action").asString().equals(action)
                    && finding.get("code").asString().equals(code);
            if (same) return finding;
        }
        return null;
    }

    /** The station as it is on stage when the test opened its socket in its own way. */
    public Play play(String identity, ScriptedStation station) {
        return new Play(this, identity, station);
    }

    /** A new 1.6 station, connected, accepted, with connectors 0, 1 and 2 Available. */
    public Play booted16() {
        return booted16("");
    }

    public Play booted16(String more) {
        String identity = newStation(more);
        ScriptedStation station = connect(identity, "ocpp1.6");
        boot16(station);
        return new Play(this, identity, station);
    }

    /** BootNotification, which must be accepted, and the states of connectors 0 to 2. */
    public static void boot16(ScriptedStation station) {
        boot16As(station, "SN-1");
    }

    /** The same with a serial number. */
    public static void boot16As(ScriptedStation station, String serialNumber) {
        JsonNode answer = station.call("BootNotification", """
                {"chargePointVendor":"Acme","chargePointModel":"One","chargePointSerialNumber":"%s","firmwareVersion":"1.0.0"}""".formatted(serialNumber));
        assertThat(answer.get("status").asString()).isEqualTo("Accepted");
        for (int connector = 0; connector <= 2; connector++) status16(station, connector, "Available");
    }

    public static void status16(ScriptedStation station, int connector, String status) {
        JsonNode answer = station.call(
                "StatusNotification",
                "{\"connectorId\":" + connector + ",\"errorCode\":\"NoError\",\"status\":\"" + status + "\"}");
        assertThat(answer.isEmpty()).as("StatusNotification.conf").isTrue();
    }

    /** A new 2.0.1 station, connected, accepted, with EVSE 1 and 2 of one connector each Available. */
    public Play booted201() {
        return booted201("");
    }

    public Play booted201(String more) {
        String identity = newStation(more);
        ScriptedStation station = connect(identity, "ocpp2.0.1");
        boot201(station, "PowerUp");
        return new Play(this, identity, station);
    }

    /** BootNotification with only model and vendorName, which must be accepted, and the states of both connectors. */
    public static void boot201(ScriptedStation station, String reason) {
        JsonNode answer = station.call(
                "BootNotification",
                "{\"reason\":\"" + reason + "\",\"chargingStation\":{\"model\":\"Two\",\"vendorName\":\"Acme\"}}");
        assertThat(answer.get("status").asString()).isEqualTo("Accepted");
        status201(station, 1, "Available");
        status201(station, 2, "Available");
    }

    public static void status201(ScriptedStation station, int evse, String status) {
        JsonNode answer = station.call(
                "StatusNotification",
                "{\"timestamp\":\"" + Times.now() + "\",\"connectorStatus\":\"" + status + "\",\"evseId\":" + evse
                        + ",\"connectorId\":1}");
        assertThat(answer.isEmpty()).as("StatusNotificationResponse").isTrue();
    }

    /** A station on stage: its identity, its socket, and the operator's view of it. */
    public record Play(Lab lab, String identity, ScriptedStation station) implements AutoCloseable {
        /** Starts a typed command at this station. */
        public Operator.Pending command(String json) {
            return lab.operator.command(identity, json);
        }

        /** Starts a raw call at this station. */
        public Operator.Pending call(String action, String payload) {
            return lab.operator.call(identity, action, payload);
        }

        /** GETs a path below this station. */
        public JsonNode shown(String path) {
            return lab.operator.get("/stations/" + Operator.encoded(identity) + path);
        }

        /** This station's transactions as the API shows them, the newest first. */
        public JsonNode transactions() {
            return lab.operator
                    .get("/transactions?station=" + Operator.encoded(identity))
                    .get("items");
        }

        /** The one transaction that this station has. */
        public JsonNode transaction() {
            JsonNode all = transactions();
            assertThat(all.size()).as("transactions of %s: %s", identity, all).isEqualTo(1);
            return all.get(0);
        }

        /** Waits until the station has a finding of that action and rule. */
        public JsonNode finding(String action, String code) {
            return lab.finding(identity, action, code);
        }

        /** Waits until the station has been seen to break that rule so many times. */
        public void findings(String action, String code, int times) {
            lab.findings(identity, action, code, times);
        }

        /** The flags of the station's only transaction. */
        public List<String> flags() {
            return flags(transaction());
        }

        public static List<String> flags(JsonNode transaction) {
            List<String> codes = new ArrayList<>();
            for (JsonNode flag : transaction.get("flags"))
                codes.add(flag.get("code").asString());
            return codes;
        }

        /** The readings of the station's only transaction, the earliest first. */
        public JsonNode readings() {
            return lab.operator
                    .get("/transactions/" + transaction().get("id").asString() + "/readings")
                    .get("items");
        }

        /** What the connector says. */
        public JsonNode connector(int evse) {
            for (JsonNode shown : shown("/connectors").get("items")) {
                if (shown.get("evse").asInt() == evse) return shown;
            }
            throw new AssertionError("no EVSE " + evse);
        }

        /** The station loses its connection and comes back, without a BootNotification. */
        public Play reconnected() {
            String subprotocol = station.subprotocol();
            station.close();
            return new Play(lab, identity, lab.connect(identity, subprotocol));
        }

        @Override
        public void close() {
            station.close();
        }
    }
}
