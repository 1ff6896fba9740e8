package dev.stationmaster.customer;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.command.CertificateHash;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.report.Report;
import dev.stationmaster.report.ReportKey;
import dev.stationmaster.report.ReportKind;
import dev.stationmaster.report.Reports;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a station told of customers. It is personal data: it can be taken away again. */
@RestController
@RequestMapping("/api/v1/stations/{id}/customer-information")
class CustomerResource {
    private static final int MOST = 500;

    private final StationDirectory stations;
    private final Reports reports;

    CustomerResource(StationDirectory stations, Reports reports) {
        this.stations = stations;
        this.reports = reports;
    }

    record TokenView(String idToken, String type) {
        static @Nullable TokenView of(@Nullable IdToken token) {
            return token == null ? null : new TokenView(token.shown(), token.type());
        }
    }

    /**
     * Absent question: the station told it unasked.
     *
     * @param status the station's word
     * @param state awaited, receiving, complete, incomplete or refused
     * @param data of all parts that are here, joined; empty when the station has none
     */
    record InformationView(
            int requestId,
            @Nullable UUID command,
            @Nullable Boolean report,
            @Nullable Boolean clear,
            @Nullable TokenView idToken,
            @Nullable String customerIdentifier,
            @Nullable CertificateHash customerCertificate,
            @Nullable String status,
            String state,
            Instant askedAt,
            @Nullable Instant completedAt,
            int parts,
            @Nullable String data) {}

    /** The newest first, at most 500. */
    @GetMapping
    Page<InformationView> list(@PathVariable String id) {
        return new Page<>(
                reports.list(station(id), ReportKind.CUSTOMER, MOST).stream()
                        .map(this::view)
                        .toList(),
                null);
    }

    @GetMapping("/{requestId}")
    InformationView one(@PathVariable String id, @PathVariable int requestId) {
        return view(reports.find(key(id, requestId)).orElseThrow(() -> unknown(requestId)));
    }

    @DeleteMapping("/{requestId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id, @PathVariable int requestId) {
        if (!reports.forget(key(id, requestId))) throw unknown(requestId);
    }

    private static ApiProblem unknown(int requestId) {
        return ApiProblem.notFound("customer-information", String.valueOf(requestId));
    }

    private InformationView view(Report report) {
        String asked = report.asked();
        CustomerQuestion question = asked == null ? null : CustomerQuestion.read(asked);
        return new InformationView(
                report.key().requestId(),
                report.command(),
                question == null ? null : (Boolean) question.report(),
                question == null ? null : (Boolean) question.clear(),
                question == null ? null : TokenView.of(question.idToken()),
                question == null ? null : question.customerIdentifier(),
                question == null ? null : question.customerCertificate(),
                report.answer(),
                report.state().word(),
                report.askedAt(),
                report.completedAt(),
                report.parts(),
                report.parts() == 0 ? null : String.join("", reports.contents(report.key())));
    }

    private ReportKey key(String identity, int requestId) {
        return new ReportKey(station(identity), ReportKind.CUSTOMER, requestId);
    }

    private StationId station(String identity) {
        return stations.find(identity)
                .orElseThrow(() -> ApiProblem.notFound("station", identity))
                .id();
    }
}
