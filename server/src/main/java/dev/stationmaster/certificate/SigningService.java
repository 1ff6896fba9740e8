package dev.stationmaster.certificate;

import dev.stationmaster.certificate.SigningRequest.State;
import dev.stationmaster.changefeed.Change;
import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.settings.SettingKeys;
import dev.stationmaster.settings.SettingKeys.CertificateSigning;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.station.Station;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Takes certificate signing requests of stations; what follows is done by {@link SigningLoop}, over restarts and reconnects. */
@Service
public class SigningService {
    private static final Logger log = LoggerFactory.getLogger(SigningService.class);

    private final CsrCheck check;
    private final CombinedWanted combined;
    private final SigningStore store;
    private final SigningLoop loop;
    private final Settings settings;
    private final Ledger ledger;
    private final InstantSource clock;

    SigningService(
            CsrCheck check,
            CombinedWanted combined,
            SigningStore store,
            SigningLoop loop,
            Settings settings,
            Ledger ledger,
            InstantSource clock) {
        this.check = check;
        this.combined = combined;
        this.store = store;
        this.loop = loop;
        this.settings = settings;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * A station asks for a certificate. It is checked at once, so that the station learns of a bad request, and durable when this returns.
     *
     * @param certificateType null means the station's own client certificate, or one for both uses when that was asked for
     * @param requestId to be echoed (2.1); null when there is none
     * @return why it is not signed; empty when it will be (A02.FR.11, A02.FR.12; of V2G certificates A03.FR.11, A03.FR.12)
     */
    public Optional<String> requested(
            Station station, String csr, @Nullable String certificateType, @Nullable Integer requestId, Instant at) {
        String type = certificateType == null ? combined.typeFor(station.id()) : certificateType;
        boolean manual =
                settings.get(SettingKeys.CERTIFICATE_SIGNING, station.id().key()) == CertificateSigning.MANUAL;
        State state = manual ? State.AWAITING_APPROVAL : State.RECEIVED;
        String subject = "";
        String refused = null;
        try {
            subject = check.check(station, type, csr).subject();
        } catch (CsrRefused why) {
            state = State.REFUSED;
            refused = why.reason();
        }
        var request = new SigningRequest(
                UUID.randomUUID(),
                station.id(),
                type,
                requestId,
                csr,
                subject,
                state,
                refused,
                null,
                0,
                at,
                at,
                null,
                null);
        ledger.commit(
                new SigningRequested(request),
                new Change(
                        "certificate",
                        request.id().toString(),
                        station.id(),
                        Map.of("state", state.word(), "certificateType", type, "subject", subject),
                        "station",
                        at));
        log.info(
                "event=csr station={} type={} state={} subject=\"{}\" reason=\"{}\"",
                station.identity(),
                type,
                state.word(),
                subject,
                refused);
        if (state == State.RECEIVED) loop.wake();
        return Optional.ofNullable(refused);
    }

    /** Lets a waiting request be signed. */
    void approve(UUID id, String actor) {
        if (!store.approved(id, actor, clock.instant())) throw notWaiting(id);
        loop.wake();
    }

    /** Ends a waiting request; the station gets nothing. */
    void refuse(UUID id, String reason, String actor) {
        if (!store.refused(id, reason, actor, clock.instant())) throw notWaiting(id);
    }

    private ApiProblem notWaiting(UUID id) {
        if (store.find(id).isEmpty()) return ApiProblem.notFound("signing-request", id.toString());
        return ApiProblem.conflict("signing-request-decided", "This request does not wait for a decision any more.");
    }

    /** The station could not use its new certificate and went back to the old one (A02.FR.29): it is asked for another request. */
    public void discarded(Station station) {
        loop.renewAgain(station.id());
    }
}
