package dev.stationmaster.simulator.car;

import dev.stationmaster.simulator.security.ClientCertificate;
import dev.stationmaster.simulator.security.OwnKey;
import dev.stationmaster.simulator.wire.Json;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a car has to talk ISO 15118 with a station: its name, its key, its contract, and what it needs. In the place of EXI it writes and reads the
 * JSON of the server's test pool.
 *
 * <p>Not thread-safe: it belongs to the event loop of the station that the car is plugged into.
 */
public final class Evcc {
    private static final String MARK = "test15118";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String pcid;
    private final BigDecimal energyWh;
    private final Duration stay;
    private OwnKey key = OwnKey.make(false);
    private OwnKey fresh = key;
    private List<X509Certificate> contract = List.of();
    private @Nullable String emaid;
    private @Nullable OwnKey makersKey;
    private List<X509Certificate> provisioning = List.of();
    private boolean renews;
    private boolean greedy;

    /**
     * @param pcid     by which its maker knows it
     * @param energyWh that it wants
     * @param stay     how long its driver means to stay
     */
    public Evcc(String pcid, int energyWh, Duration stay) {
        this.pcid = pcid;
        this.energyWh = BigDecimal.valueOf(energyWh);
        this.stay = stay;
    }

    /** Has its contract certificate renewed at the next station. */
    public Evcc renewing() {
        renews = true;
        return this;
    }

    /**
     * Has a provisioning certificate of its maker.
     *
     * @param chain its own first, without the root
     */
    public Evcc certified(OwnKey own, List<X509Certificate> chain) {
        makersKey = own;
        provisioning = List.copyOf(chain);
        return this;
    }

    /** Means to draw more than it may, until it is told again. */
    public Evcc greedy() {
        greedy = true;
        return this;
    }

    public BigDecimal energyWh() {
        return energyWh;
    }

    public Duration stay() {
        return stay;
    }

    /** The contract's id; null while it has none. */
    public @Nullable String emaid() {
        return emaid;
    }

    /** The contract's chain, its own certificate first; empty while it has none. */
    public List<X509Certificate> contract() {
        return contract;
    }

    /** The factor by which it exceeds its limits; the next time it does not. */
    public int excess() {
        var factor = greedy ? 2 : 1;
        greedy = false;
        return factor;
    }

    /** What it asks the pool for: Install, Update, or nothing. */
    public @Nullable String wish() {
        return contract.isEmpty() ? "Install" : renews ? "Update" : null;
    }

    /** The request for its {@link #wish}, Base64. */
    public String request() {
        fresh = OwnKey.make(false);
        var open = Base64.getEncoder().encodeToString(fresh.open().getEncoded());
        var message = Json.object().put("publicKey", open);
        if (contract.isEmpty()) {
            var signer = makersKey == null ? fresh : makersKey;
            if (makersKey != null) {
                message.putStrings(
                        "provisioningChain",
                        provisioning.stream().map(Evcc::base64).toList());
            }
            message.put(MARK, "CertificateInstallationReq")
                    .put("vehicle", pcid)
                    .put("signature", signer.sign(pcid + "\n" + open));
        } else {
            message.put(MARK, "CertificateUpdateReq")
                    .put("emaid", emaid)
                    .putStrings("chain", contract.stream().map(Evcc::base64).toList())
                    .put("signature", key.sign(open));
        }
        return Base64.getEncoder().encodeToString(message.text().getBytes(StandardCharsets.UTF_8));
    }

    /** The pool's answer. @return whether it has a new contract certificate now */
    public boolean take(String exiResponse) {
        try {
            var answer = JSON.readTree(Base64.getDecoder().decode(exiResponse));
            var chain = new ArrayList<X509Certificate>();
            for (JsonNode one : answer.path("chain")) {
                var der = new ByteArrayInputStream(Base64.getDecoder().decode(one.asString("")));
                chain.add((X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(der));
            }
            if (!answer.path("responseCode").asString("").equals("OK")
                    || chain.isEmpty()
                    || !chain.getFirst().getPublicKey().equals(fresh.open())) {
                return false;
            }
            key = fresh;
            contract = List.copyOf(chain);
            emaid = answer.path("emaid").asString("");
            renews = false;
            return true;
        } catch (JacksonException | IllegalArgumentException | GeneralSecurityException unreadable) {
            return false;
        }
    }

    private static String base64(X509Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** The chain in PEM. */
    public String pem() {
        return ClientCertificate.pem(contract);
    }
}
