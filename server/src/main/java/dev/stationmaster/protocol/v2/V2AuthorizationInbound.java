package dev.stationmaster.protocol.v2;

import static dev.stationmaster.protocol.Binding.binding;

import dev.stationmaster.authorization.Authorization;
import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.authorization.Verdict;
import dev.stationmaster.certificate.ContractAuthorization;
import dev.stationmaster.certificate.ContractVerdict;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.ocpp.v2.AuthorizeRequest;
import dev.stationmaster.ocpp.v2.AuthorizeResponse;
import dev.stationmaster.ocpp.v2.IdTokenInfo;
import dev.stationmaster.ocpp.v2.OCSPRequestData;
import dev.stationmaster.protocol.Binding;
import dev.stationmaster.protocol.Caller;
import dev.stationmaster.protocol.InboundBlock;
import dev.stationmaster.protocol.Reply;
import dev.stationmaster.tariff.TariffTexts;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Who may charge, and what it will cost him (2.x, blocks C and I). */
@Component
final class V2AuthorizationInbound implements InboundBlock {
    private final Authorization authorization;
    private final ContractAuthorization contracts;
    private final TariffTexts tariffs;
    private final InstantSource clock;

    V2AuthorizationInbound(
            Authorization authorization, ContractAuthorization contracts, TariffTexts tariffs, InstantSource clock) {
        this.authorization = authorization;
        this.contracts = contracts;
        this.tariffs = tariffs;
        this.clock = clock;
    }

    @Override
    public Set<Version> versions() {
        return Set.of(Version.V201, Version.V21);
    }

    @Override
    public List<Binding<?, ?>> bindings() {
        return List.of(binding("Authorize", AuthorizeRequest.class, this::authorize));
    }

    /** C01; with a contract certificate, C07. */
    private Reply<AuthorizeResponse> authorize(Caller caller, AuthorizeRequest request) {
        IdToken token = V2Words.token(request.idToken());
        List<OCSPRequestData> hashes = request.iso15118CertificateHashData();
        if (request.certificate() == null && hashes == null) {
            Verdict verdict = authorization.shown(caller.station(), token, caller.receivedAt());
            return Reply.of(AuthorizeResponse.builder()
                    .idTokenInfo(info(caller, token, verdict))
                    .build());
        }
        ContractVerdict contract = contracts.shown(
                caller.station(),
                token,
                request.certificate(),
                hashes == null
                        ? List.of()
                        : hashes.stream().map(V2ContractInbound::query).toList(),
                caller.receivedAt());
        return Reply.of(AuthorizeResponse.builder()
                .idTokenInfo(info(caller, token, contract.token()))
                .certificateStatus(contract.certificateStatus())
                .build());
    }

    /** Who is accepted is told the tariff (I01.FR.01). */
    private IdTokenInfo info(Caller caller, IdToken token, Verdict verdict) {
        if (!verdict.accepted()) return V2Words.idTokenInfo(verdict);
        return V2Words.idTokenInfo(
                verdict,
                tariffs.forToken(caller.station(), token, verdict.group(), null, clock.instant())
                        .orElse(null));
    }
}
