package dev.stationmaster.simulator.station;

import dev.stationmaster.simulator.quirk.Quirk;
import dev.stationmaster.simulator.security.ClientCertificate;
import dev.stationmaster.simulator.security.InstalledRoots;
import dev.stationmaster.simulator.security.OcspData;
import dev.stationmaster.simulator.security.OwnKey;
import dev.stationmaster.simulator.wire.Answer;
import dev.stationmaster.simulator.wire.Frame;
import dev.stationmaster.simulator.wire.Json;
import dev.stationmaster.simulator.wire.Outbox;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Certificates of a station: the one it shows, those it asks for, those it was given (1.6 Security Whitepaper; 2.x blocks A and M). */
final class Certificates {
    private static final Set<String> ACTIONS =
            Set.of("InstallCertificate", "DeleteCertificate", "GetInstalledCertificateIds", "CertificateSigned");
    private static final String OWN = "ChargingStationCertificate";

    private final StationConfig config;
    private final Credentials credentials;
    private final Outbox outbox;
    private final StationClock clock;
    private final InstalledRoots roots = new InstalledRoots();
    private final Map<String, OwnKey> asked = new HashMap<>(2);
    private Supplier<String> organisation = () -> "";
    private Runnable reconnect = () -> {};

    Certificates(StationConfig config, Credentials credentials, Outbox outbox, StationClock clock) {
        this.config = config;
        this.credentials = credentials;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @param newOrganisation what stands in requests as O; empty for none @param newReconnect drops the line and dials again */
    void use(Supplier<String> newOrganisation, Runnable newReconnect) {
        organisation = newOrganisation;
        reconnect = newReconnect;
    }

    static boolean concerns(String action) {
        return ACTIONS.contains(action);
    }

    Answer answer(Frame.Call call) {
        var said = call.payload();
        return switch (call.action()) {
            case "InstallCertificate" ->
                Answer.status(
                        roots.install(
                                        kind(said.path("certificateType")),
                                        said.path("certificate").asString(""))
                                ? "Accepted"
                                : "Rejected");
            case "DeleteCertificate" -> Answer.status(roots.delete(hash(said)) ? "Accepted" : "NotFound");
            case "GetInstalledCertificateIds" -> list(said.path("certificateType"));
            default -> signed(said);
        };
    }

    private boolean old() {
        return config.version() == Version.OCPP16;
    }

    private String kind(JsonNode type) {
        return type.asString("");
    }

    private static InstalledRoots.Hash hash(JsonNode said) {
        var hash = said.path("certificateHashData");
        return new InstalledRoots.Hash(
                hash.path("hashAlgorithm").asString(""),
                hash.path("issuerNameHash").asString(""),
                hash.path("issuerKeyHash").asString(""),
                hash.path("serialNumber").asString(""));
    }

    private Answer list(JsonNode type) {
        var kinds = new ArrayList<String>();
        if (type.isArray()) {
            type.forEach(one -> kinds.add(kind(one)));
        } else if (!type.isMissingNode()) {
            kinds.add(kind(type));
        }
        var found = roots.list(kinds, config.traits().hashAlgorithm());
        if (found.isEmpty()) {
            return Answer.status("NotFound");
        }
        var answer = Json.object().put("status", "Accepted");
        return Answer.of(
                old()
                        ? answer.put(
                                "certificateHashData",
                                found.stream().map(one -> json(one.hash())).toList())
                        : answer.put(
                                "certificateHashDataChain",
                                found.stream()
                                        .map(one -> Json.object()
                                                .put("certificateType", one.kind())
                                                .put("certificateHashData", json(one.hash())))
                                        .toList()));
    }

    private static Json json(InstalledRoots.Hash hash) {
        return Json.object()
                .put("hashAlgorithm", hash.algorithm())
                .put("issuerNameHash", hash.issuerName())
                .put("issuerKeyHash", hash.issuerKey())
                .put("serialNumber", hash.serialNumber());
    }

    /** Makes a key and asks for its certificate. @param certificateType null for the one it shows to its server */
    void request(@Nullable String certificateType) {
        var key = OwnKey.make(config.traits().rsaKeys());
        var type = certificateType == null ? OWN : certificateType;
        asked.put(type, key);
        var name = type.equals(OWN)
                ? config.traits().quirks().contains(Quirk.Q12)
                        ? config.identity()
                        : config.plate().serial()
                : "SECC-" + config.identity();
        var message = Json.object().put("csr", key.request(name, organisation.get()));
        if (!old()) {
            message.put("certificateType", type);
        }
        if (config.version() == Version.OCPP21) {
            message.put("requestId", asked.size());
        }
        outbox.sendEarly("SignCertificate", message, _ -> {});
    }

    private Answer signed(JsonNode said) {
        var type = said.path("certificateType").asString(OWN);
        var key = asked.get(type);
        var chain = chain(said.path("certificateChain").asString(""));
        var mine = key != null
                && !chain.certificates.isEmpty()
                && chain.certificates.getFirst().getPublicKey().equals(key.open())
                && begun(chain);
        if (!mine || config.traits().rejectsCertificates()) {
            return Answer.status(
                    "Rejected",
                    () -> event(old() ? "InvalidChargePointCertificate" : "InvalidChargingStationCertificate"));
        }
        asked.remove(type);
        if (!type.equals(OWN)) {
            return Answer.status("Accepted", () -> askAbout(chain.certificates));
        }
        return Answer.status("Accepted", () -> {
            credentials.certificate(new ClientCertificate(key.secret(), chain.certificates));
            if (credentials.profile() == 3) {
                reconnect.run();
            }
        });
    }

    private record Chain(List<X509Certificate> certificates) {}

    private static Chain chain(String pem) {
        try {
            return new Chain(ClientCertificate.chain(pem));
        } catch (IllegalArgumentException unreadable) {
            return new Chain(List.of());
        }
    }

    /** What became of the authority below the root, which cars want to know of (M06). */
    private void askAbout(List<X509Certificate> chain) {
        var root = rootOf(chain);
        var question = root == null ? null : OcspData.of(chain.getLast(), root);
        if (question != null) {
            outbox.send("GetCertificateStatus", Json.object().put("ocspRequestData", question), _ -> {});
        }
    }

    /** A certificate that begins only later is refused (A02, errata). The keys are real, so the time is, too. */
    private boolean begun(Chain chain) {
        Instant begin = chain.certificates.getFirst().getNotBefore().toInstant();
        return !begin.isAfter(clock.worldNow()) || config.traits().clock() != StationConfig.Clock.RIGHT;
    }

    /** The installed V2G or MO root under which a chain of a contract stands; null when there is none. */
    @Nullable
    X509Certificate rootOf(List<X509Certificate> chain) {
        return roots.rootOf(chain, List.of("MORootCertificate", "V2GRootCertificate"));
    }

    /** Tells a security event. */
    void event(String type) {
        outbox.sendEarly(
                "SecurityEventNotification", Json.object().put("type", type).put("timestamp", clock.now()), _ -> {});
    }

    /** Whether this profile can be used from the next connection on (A05.FR.01 to A05.FR.05). */
    boolean raise(int profile) {
        return credentials.raise(profile, null);
    }
}
