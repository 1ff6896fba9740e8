package dev.stationmaster.protocol.v2;

import static dev.stationmaster.protocol.Binding.binding;

import dev.stationmaster.certificate.CertificateLookup;
import dev.stationmaster.certificate.CertificateQuery;
import dev.stationmaster.certificate.ContractPool;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.ocpp.v2.CertificateHashData;
import dev.stationmaster.ocpp.v2.CertificateStatus;
import dev.stationmaster.ocpp.v2.CertificateStatusRequestInfo;
import dev.stationmaster.ocpp.v2.Get15118EVCertificateRequest;
import dev.stationmaster.ocpp.v2.Get15118EVCertificateResponse;
import dev.stationmaster.ocpp.v2.GetCertificateChainStatusRequest;
import dev.stationmaster.ocpp.v2.GetCertificateChainStatusResponse;
import dev.stationmaster.ocpp.v2.GetCertificateStatusRequest;
import dev.stationmaster.ocpp.v2.GetCertificateStatusResponse;
import dev.stationmaster.ocpp.v2.OCSPRequestData;
import dev.stationmaster.ocpp.v2.StatusInfo;
import dev.stationmaster.protocol.Binding;
import dev.stationmaster.protocol.Caller;
import dev.stationmaster.protocol.InboundBlock;
import dev.stationmaster.protocol.Reply;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What stations ask on behalf of cars and of their own certificates (M01, M02, M06; 2.1 M07). */
@Component
final class V2ContractInbound implements InboundBlock {
    private static final int LONGEST_INFO = 512;
    private static final int LONGEST_EXI_201 = 5_600;
    private static final int LONGEST_EXI_21 = 17_000;
    private static final int LONGEST_OCSP_201 = 5_500;
    private static final int LONGEST_OCSP_21 = 18_000;

    private final ContractPool pool;
    private final CertificateLookup lookup;

    V2ContractInbound(ContractPool pool, CertificateLookup lookup) {
        this.pool = pool;
        this.lookup = lookup;
    }

    @Override
    public Set<Version> versions() {
        return Set.of(Version.V201, Version.V21);
    }

    @Override
    public List<Binding<?, ?>> bindings() {
        return List.of(
                binding("Get15118EVCertificate", Get15118EVCertificateRequest.class, this::certificate),
                binding("GetCertificateStatus", GetCertificateStatusRequest.class, this::status),
                binding("GetCertificateChainStatus", GetCertificateChainStatusRequest.class, this::chainStatus));
    }

    /** M01, M02: what is in the EXI is between car and pool; an answer beats silence, the car waits but 4.5 s. */
    private Reply<Get15118EVCertificateResponse> certificate(Caller caller, Get15118EVCertificateRequest request) {
        boolean newer = caller.version() == Version.V21;
        ContractPool.Result result = pool.ask(
                caller.station(),
                request.iso15118SchemaVersion(),
                request.action(),
                request.exiRequest(),
                request.maximumContractCertificateChains(),
                request.prioritizedEMAIDs(),
                newer ? LONGEST_EXI_21 : LONGEST_EXI_201);
        return Reply.of(new Get15118EVCertificateResponse(
                result.accepted() ? "Accepted" : "Failed",
                result.exiResponse(),
                info("PoolFailed", result.reason()),
                newer ? result.remaining() : null,
                null));
    }

    /** M06: the status tells whether the look-up worked, not whether the certificate is good (M06.FR.02, M06.FR.04). */
    private Reply<GetCertificateStatusResponse> status(Caller caller, GetCertificateStatusRequest request) {
        CertificateLookup.Result result = lookup.status(
                caller.record().identity(),
                query(request.ocspRequestData()),
                caller.version() == Version.V21 ? LONGEST_OCSP_21 : LONGEST_OCSP_201);
        return Reply.of(new GetCertificateStatusResponse(
                result.ocspResult() == null ? "Failed" : "Accepted",
                info("LookUpFailed", result.reason()),
                result.ocspResult(),
                null));
    }

    /** M07: answered when all are done (M07.FR.08). */
    private Reply<GetCertificateChainStatusResponse> chainStatus(
            Caller caller, GetCertificateChainStatusRequest request) {
        return Reply.of(new GetCertificateChainStatusResponse(
                request.certificateStatusRequests().stream()
                        .map(asked -> standing(caller, asked))
                        .toList(),
                null));
    }

    private CertificateStatus standing(Caller caller, CertificateStatusRequestInfo asked) {
        CertificateHashData hash = asked.certificateHashData();
        var query = new CertificateQuery(
                hash.hashAlgorithm(), hash.issuerNameHash(), hash.issuerKeyHash(), hash.serialNumber(), "");
        var found = lookup.standing(caller.record().identity(), query, asked.source(), asked.urls());
        return new CertificateStatus(hash, asked.source(), found.status(), found.nextUpdate(), null);
    }

    static CertificateQuery query(OCSPRequestData data) {
        return new CertificateQuery(
                data.hashAlgorithm(),
                data.issuerNameHash(),
                data.issuerKeyHash(),
                data.serialNumber(),
                data.responderURL());
    }

    private static @Nullable StatusInfo info(String code, @Nullable String reason) {
        return reason == null
                ? null
                : new StatusInfo(code, reason.substring(0, Math.min(reason.length(), LONGEST_INFO)), null);
    }
}
