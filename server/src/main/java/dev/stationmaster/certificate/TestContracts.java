package dev.stationmaster.certificate;

import dev.stationmaster.certificate.Contract.State;
import dev.stationmaster.certificate.ContractVerdict.Finding;
import dev.stationmaster.settings.PlugAndChargeSettings;
import dev.stationmaster.settings.PlugAndChargeSettings.CarProvisioning;
import dev.stationmaster.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The pool that comes with the server, for trying out Plug & Charge. In the place of EXI it speaks a JSON of its own, which simulated cars
 * understand: a request carries the car's public key and is signed with it; the answer carries the contract's chain. A request that it cannot
 * read, which is any real EXI, gets the next free contract in the same JSON: good for a laboratory's station, of no use to a real car.
 */
@Component
class TestContracts implements ContractProvider {
    static final String MARK = "test15118";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ContractStore contracts;
    private final ContractIssuing issuing;
    private final TrustAnchors anchors;
    private final StationAuthorities revocations;
    private final Settings settings;
    private final InstantSource clock;

    TestContracts(
            ContractStore contracts,
            ContractIssuing issuing,
            TrustAnchors anchors,
            StationAuthorities revocations,
            Settings settings,
            InstantSource clock) {
        this.contracts = contracts;
        this.issuing = issuing;
        this.anchors = anchors;
        this.revocations = revocations;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Answer answer(Request request) {
        JsonNode asked = read(request.exiRequest());
        boolean update = request.action().equals("Update");
        try {
            if (asked == null) return blind(request, update);
            return update ? update(request, asked) : install(request, asked);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return refused(update, "FAILED_SignatureError", "a key or signature in the request is wrong");
        }
    }

    private static @Nullable JsonNode read(String exiRequest) {
        try {
            JsonNode asked = JSON.readTree(Base64.getDecoder().decode(exiRequest));
            return asked.has(MARK) ? asked : null;
        } catch (JacksonException | IllegalArgumentException e) {
            return null;
        }
    }

    private Answer install(Request request, JsonNode asked) throws GeneralSecurityException {
        PublicKey key = key(asked);
        String vehicle = asked.path("vehicle").asString("");
        List<X509Certificate> provisioning = chain(asked, "provisioningChain");
        if (provisioning.isEmpty()
                && settings.get(PlugAndChargeSettings.CAR_PROVISIONING) == CarProvisioning.REQUIRED) {
            return refused(false, "FAILED_CertChainError", "car " + vehicle + " brings no provisioning certificate");
        }
        if (!provisioning.isEmpty()) {
            var judged = ContractChain.of(provisioning, vehicle, anchors.forCars(), clock.instant());
            if (judged.found().finding() != Finding.VALID) {
                return refused(false, "FAILED_CertChainError", judged.found().reason());
            }
        }
        PublicKey signer =
                provisioning.isEmpty() ? key : provisioning.getFirst().getPublicKey();
        verify(signer, asked, vehicle + "\n" + asked.path("publicKey").asString(""));
        Optional<Contract> contract = contracts.forVehicle(vehicle);
        if (contract.isEmpty()) {
            return refused(false, "FAILED_NoCertificateAvailable", "there is no contract for car " + vehicle);
        }
        return granted(request, contract.get(), key, false, vehicle);
    }

    private static List<X509Certificate> chain(JsonNode asked, String name) {
        List<X509Certificate> chain = new ArrayList<>();
        for (JsonNode one : asked.path(name))
            chain.add(Pem.certificate(Base64.getDecoder().decode(one.asString(""))));
        return chain;
    }

    /** The car proves by its present certificate which contract it has (M02). */
    private Answer update(Request request, JsonNode asked) throws GeneralSecurityException {
        PublicKey key = key(asked);
        List<X509Certificate> chain = chain(asked, "chain");
        if (chain.isEmpty()) return refused(true, "FAILED_CertChainError", "the request holds no certificate");
        X509Certificate own = chain.getFirst();
        verify(own.getPublicKey(), asked, asked.path("publicKey").asString(""));
        String emaid = asked.path("emaid").asString("");
        var judged = ContractChain.of(chain, emaid, anchors.forContracts(), clock.instant());
        if (judged.found().finding() != Finding.VALID) {
            return refused(true, "FAILED_CertChainError", judged.found().reason());
        }
        if (revocations.isRevoked(own)) return refused(true, "FAILED_CertificateRevoked", "it was revoked");
        Optional<Contract> contract = contracts.byEmaid(emaid).filter(one -> one.state() != State.CANCELLED);
        if (contract.isEmpty()) return refused(true, "FAILED_ContractCancelled", "there is no contract " + emaid);
        return granted(request, contract.get(), key, true, null);
    }

    /** A request that says nothing to us: the key of the certificate is thrown away, and a contract that nobody ordered admits nobody. */
    private Answer blind(Request request, boolean update) throws GeneralSecurityException {
        Contract contract = contracts
                .forVehicle(null)
                .orElseGet(() -> issuing.create(nextEmaid(), null, 365, false, "test-pool")
                        .orElseThrow());
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return granted(request, contract, generator.generateKeyPair().getPublic(), update, null);
    }

    /** Country, provider, C for contract, and eight hexadecimal digits of a serial number. */
    private static String nextEmaid() {
        String random = AuthorityKeys.serial().toString(16).toUpperCase(Locale.ROOT);
        return "DE-SMT-C" + random.substring(random.length() - 8);
    }

    private Answer granted(
            Request request, Contract contract, PublicKey key, boolean update, @Nullable String vehicle) {
        List<X509Certificate> chain = issuing.issue(
                contract,
                key,
                update ? "update" : "installation",
                request.station().key(),
                vehicle);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(MARK, message(update));
        body.put("responseCode", "OK");
        body.put("emaid", contract.emaid());
        body.put(
                "chain",
                chain.stream()
                        .map(one -> Base64.getEncoder().encodeToString(Pem.der(one)))
                        .toList());
        return new Answer(true, text(body), request.mostChains() == null ? null : 0, null);
    }

    private static Answer refused(boolean update, String code, String reason) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(MARK, message(update));
        body.put("responseCode", code);
        return new Answer(false, text(body), null, reason);
    }

    private static String message(boolean update) {
        return update ? "CertificateUpdateRes" : "CertificateInstallationRes";
    }

    private static String text(Map<String, Object> body) {
        return Base64.getEncoder().encodeToString(JSON.writeValueAsBytes(body));
    }

    private static PublicKey key(JsonNode asked) throws GeneralSecurityException {
        byte[] info = Base64.getDecoder().decode(asked.path("publicKey").asString(""));
        return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(info));
    }

    private static void verify(PublicKey key, JsonNode asked, String signed) throws GeneralSecurityException {
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initVerify(key);
        signature.update(signed.getBytes(StandardCharsets.UTF_8));
        byte[] told = Base64.getDecoder().decode(asked.path("signature").asString(""));
        if (!signature.verify(told)) throw new GeneralSecurityException("signature");
    }
}
