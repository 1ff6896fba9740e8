package dev.stationmaster.certificate;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.authorization.TokenForm;
import dev.stationmaster.authorization.TokenService;
import dev.stationmaster.certificate.AuthorityKeys.Kind;
import dev.stationmaster.certificate.Contract.Certificate;
import dev.stationmaster.certificate.Contract.State;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Makes contracts of the test pool, their certificates under the built-in MO root, and takes them back. */
@Service
class ContractIssuing {
    static final String EMAID = "eMAID";

    private final ContractStore store;
    private final BuiltInAuthority authority;
    private final StationAuthorities revocations;
    private final TokenService tokens;
    private final InstantSource clock;

    ContractIssuing(
            ContractStore store,
            BuiltInAuthority authority,
            StationAuthorities revocations,
            TokenService tokens,
            InstantSource clock) {
        this.store = store;
        this.authority = authority;
        this.revocations = revocations;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * A contract that a car may install.
     *
     * @param admitted whether its eMAID becomes a token that may charge, unless there is one already
     * @return empty when there is a contract of that eMAID already
     */
    Optional<Contract> create(String spelt, @Nullable String vehicle, int days, boolean admitted, String actor) {
        // Cars and stations tell it without hyphens, and certificate and token are compared letter by letter.
        String emaid = ContractChain.key(spelt);
        var contract = new Contract(UUID.randomUUID(), emaid, vehicle, days, State.READY, clock.instant(), actor, null);
        if (!store.insert(contract)) return Optional.empty();
        if (admitted && tokens.find(new IdToken(emaid, EMAID)).isEmpty()) {
            tokens.create(new TokenForm(emaid, EMAID, null, null, null, null, null, null, null), actor);
        }
        return Optional.of(contract);
    }

    /**
     * A new certificate of a contract; those before stay valid until their end or their revocation.
     *
     * @param vehicle whose car it is; kept with a contract that was for any car
     * @return the chain, the contract's own first, without the root
     */
    List<X509Certificate> issue(
            Contract contract, PublicKey key, String by, @Nullable Integer station, @Nullable String vehicle) {
        List<X509Certificate> chain = authority.issue(
                Kind.MO,
                contract.emaid(),
                SubjectPublicKeyInfo.getInstance(key.getEncoded()),
                Duration.ofDays(contract.days()));
        X509Certificate own = chain.getFirst();
        Instant begin = own.getNotBefore().toInstant();
        store.issued(
                new Certificate(
                        UUID.randomUUID(),
                        contract.id(),
                        StationAuthorities.issuer(own),
                        Pem.serial(own),
                        Pem.text(chain),
                        begin,
                        own.getNotAfter().toInstant(),
                        clock.instant(),
                        by,
                        station,
                        false),
                vehicle);
        return chain;
    }

    /** All its certificates are revoked, and no new ones are made. */
    void cancel(Contract contract, String actor) {
        store.cancel(contract.id());
        for (Certificate one : store.certificates(contract.id())) {
            if (!one.revoked()) revocations.revoke(Pem.certificates(one.chain()).getFirst(), actor);
        }
    }
}
