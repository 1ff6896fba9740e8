package dev.stationmaster.certificate;

import dev.stationmaster.certificate.TrustAnchor.Kind;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Whom we trust in Plug & Charge: the built-in test authorities, as far as they were made, and those that operators entered. */
@Component
class TrustAnchors {
    private final TrustAnchorStore store;
    private final AuthorityKeys keys;
    private final InstantSource clock;
    private volatile List<TrustAnchor> entered;

    TrustAnchors(TrustAnchorStore store, AuthorityKeys keys, InstantSource clock) {
        this.store = store;
        this.keys = keys;
        this.clock = clock;
        this.entered = store.all();
    }

    List<TrustAnchor> entered() {
        return entered;
    }

    List<TrustAnchor> add(Kind kind, String name, Collection<X509Certificate> certificates, String actor) {
        for (X509Certificate one : certificates) {
            store.save(new TrustAnchor(UUID.randomUUID(), kind, name, one, clock.instant(), actor));
        }
        entered = store.all();
        return entered.stream()
                .filter(one -> one.kind() == kind && certificates.contains(one.certificate()))
                .toList();
    }

    boolean remove(UUID id) {
        boolean there = store.delete(id);
        entered = store.all();
        return there;
    }

    /** All that operators entered, whatever for. */
    List<X509Certificate> certificates() {
        return entered.stream().map(TrustAnchor::certificate).toList();
    }

    /** Under whom a contract certificate may stand. */
    List<X509Certificate> forContracts() {
        return of(Set.of(Kind.V2G, Kind.MO), AuthorityKeys.Kind.V2G, AuthorityKeys.Kind.MO);
    }

    /** Under whom a car's provisioning certificate may stand. */
    List<X509Certificate> forCars() {
        return of(Set.of(Kind.OEM), AuthorityKeys.Kind.OEM);
    }

    private List<X509Certificate> of(Set<Kind> kinds, AuthorityKeys.Kind... own) {
        return Stream.concat(
                        entered.stream()
                                .filter(one -> kinds.contains(one.kind()))
                                .map(TrustAnchor::certificate),
                        Stream.of(own)
                                .flatMap(kind -> keys.present(kind, true).stream())
                                .map(AuthorityKey::certificate))
                .toList();
    }
}
