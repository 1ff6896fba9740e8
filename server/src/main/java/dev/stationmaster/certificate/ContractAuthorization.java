package dev.stationmaster.certificate;

import dev.stationmaster.authorization.Authorization;
import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.certificate.ContractVerdict.Finding;
import dev.stationmaster.certificate.ContractVerdict.Found;
import dev.stationmaster.settings.PlugAndChargeSettings;
import dev.stationmaster.settings.PlugAndChargeSettings.Revocation;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.station.StationId;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Decides by a car's contract certificate whether it may charge (C07). */
@Service
public class ContractAuthorization {
    private static final Logger log = LoggerFactory.getLogger(ContractAuthorization.class);

    private final Authorization authorization;
    private final TrustAnchors anchors;
    private final StationAuthorities revoked;
    private final Revocations revocations;
    private final Settings settings;
    private final InstantSource clock;

    ContractAuthorization(
            Authorization authorization,
            TrustAnchors anchors,
            StationAuthorities revoked,
            Revocations revocations,
            Settings settings,
            InstantSource clock) {
        this.authorization = authorization;
        this.anchors = anchors;
        this.revoked = revoked;
        this.revocations = revocations;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Asks about the certificate and the token. Blocks for some seconds at most: responders are asked side by side, under one time limit.
     *
     * @param token of type eMAID
     * @param pem the whole chain, when the station leaves its validation to us (C07.FR.06); null when it validated it itself
     * @param hashes of the chain, the contract's own first; empty when there are none
     * @see "OCPP 2.0.1 part 2, C07, C07.FR.05"
     */
    public ContractVerdict shown(
            StationId station, IdToken token, @Nullable String pem, List<CertificateQuery> hashes, Instant at) {
        Found found = pem == null ? hashed(hashes) : whole(pem, token.value());
        var verdict = ContractVerdict.of(found, authorization.shown(station, token, at));
        if (!verdict.token().accepted()) {
            log.info(
                    "event=contract-refused station={} emaid={} certificate_status={} reason=\"{}\"",
                    station.key(),
                    token.shown(),
                    verdict.certificateStatus(),
                    verdict.reason());
        }
        return verdict;
    }

    private Found hashed(List<CertificateQuery> hashes) {
        if (hashes.isEmpty()) return new Found(Finding.UNVERIFIED, "there is no certificate");
        List<Callable<Found>> questions = new ArrayList<>();
        for (CertificateQuery query : hashes) {
            questions.add(() -> asked(OcspQuestion.of(query), query.responderUrl(), List.of()));
        }
        return worst(questions);
    }

    private Found whole(String pem, String emaid) {
        List<X509Certificate> chain;
        try {
            chain = Pem.certificates(pem);
        } catch (IllegalArgumentException e) {
            return new Found(Finding.UNVERIFIED, "the certificate cannot be read");
        }
        var judged = ContractChain.of(chain, emaid, anchors.forContracts(), clock.instant());
        if (judged.found().finding() != Finding.VALID) return judged.found();
        List<Callable<Found>> questions = new ArrayList<>();
        List<X509Certificate> path = judged.path();
        for (int i = 0; i + 1 < path.size(); i++) {
            X509Certificate one = path.get(i);
            if (revoked.isRevoked(one)) return new Found(Finding.REVOKED, subject(one) + " was revoked here");
            X509Certificate issuer = path.get(i + 1);
            String url = ContractChain.responder(one);
            if (url != null) {
                questions.add(() -> asked(OcspQuestion.of(one, issuer), url, path));
            } else if (settings.get(PlugAndChargeSettings.CONTRACT_REVOCATION) == Revocation.REQUIRED) {
                return new Found(
                        Finding.UNVERIFIED,
                        subject(one) + " names no OCSP responder, and contractRevocation demands one");
            }
        }
        return worst(questions);
    }

    private static String subject(X509Certificate certificate) {
        return "the certificate of " + certificate.getSubjectX500Principal().getName();
    }

    private Found asked(OcspQuestion question, String url, Collection<X509Certificate> known) {
        OcspAnswer answer = revocations.ask(question, url, known);
        String which = "certificate " + question.serialNumber().toString(16);
        if (answer.signer() == null) {
            return new Found(
                    Finding.UNVERIFIED,
                    "nobody who may speak for the issuer of " + which + " signed the responder's answer");
        }
        return switch (answer.standing()) {
            case GOOD -> new Found(Finding.VALID, "not revoked");
            case REVOKED -> new Found(Finding.REVOKED, which + " was revoked, says its responder");
            case UNKNOWN -> new Found(Finding.UNVERIFIED, "its responder does not know " + which);
        };
    }

    /** All at the same time; one that is revoked says more than one that could not be asked. */
    private Found worst(List<Callable<Found>> questions) {
        List<Found> all = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long millis = revocations.patience().toMillis();
            for (Future<Found> future : threads.invokeAll(questions, millis, TimeUnit.MILLISECONDS)) {
                all.add(result(future));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Found(Finding.UNVERIFIED, "interrupted");
        }
        return all.stream()
                .filter(one -> one.finding() == Finding.REVOKED)
                .findFirst()
                .or(() -> all.stream()
                        .filter(one -> one.finding() != Finding.VALID)
                        .findFirst())
                .orElseGet(() -> new Found(Finding.VALID, "valid and not revoked"));
    }

    private static Found result(Future<Found> future) throws InterruptedException {
        if (future.isCancelled()) return new Found(Finding.UNVERIFIED, "a responder did not answer in time");
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OcspFailed failed) {
                return new Found(Finding.UNVERIFIED, String.valueOf(failed.getMessage()));
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
