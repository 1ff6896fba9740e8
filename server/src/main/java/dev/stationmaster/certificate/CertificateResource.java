package dev.stationmaster.certificate;

import dev.stationmaster.link.LinkRegistry;
import dev.stationmaster.link.StationLink;
import dev.stationmaster.link.tls.ClientCertificates;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Paging;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The certificates of stations: what they have installed, what we issued to them, and taking it back. */
@RestController
class CertificateResource {
    private static final int POLICY_VIOLATION = 1008;

    private final StationDirectory stations;
    private final Inventory inventory;
    private final IssuedStore issued;
    private final StationAuthorities authorities;
    private final LinkRegistry links;

    CertificateResource(
            StationDirectory stations,
            Inventory inventory,
            IssuedStore issued,
            StationAuthorities authorities,
            LinkRegistry links) {
        this.stations = stations;
        this.inventory = inventory;
        this.issued = issued;
        this.authorities = authorities;
        this.links = links;
    }

    /** A certificate that we issued. @param state issued, inUse, superseded or rejected */
    record Issued(
            UUID id,
            String station,
            String certificateType,
            String subject,
            String issuer,
            String serialNumber,
            Instant notBefore,
            Instant notAfter,
            Instant issuedAt,
            String state,
            boolean revoked,
            String chain) {}

    /**
     * @param items what the station said it has installed
     * @param ordered what it installed for us, those among them that its reports do not list any more
     */
    record OfStation(List<Inventory.Entry> items, List<Inventory.Drift> ordered, List<Issued> issued) {}

    @GetMapping("/api/v1/stations/{id}/certificates")
    OfStation of(@PathVariable String id) {
        Station station = stations.find(id).orElseThrow(() -> ApiProblem.notFound("station", id));
        return new OfStation(
                inventory.of(station.id()),
                inventory.drift(station.id()),
                issued.of(station.id()).stream().map(this::view).toList());
    }

    /** What we issued, in the order of the ends. */
    @GetMapping("/api/v1/certificates")
    Page<Issued> all(
            @RequestParam(required = false) @Nullable Instant expiresBefore,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        Paging paging = Paging.of(limit, after);
        Cursor cursor = Cursor.of(paging.after());
        List<IssuedCertificate> found = issued.endingBefore(
                expiresBefore,
                cursor == null ? null : cursor.end(),
                cursor == null ? null : cursor.id(),
                paging.fetch());
        return Page.of(found, paging, one -> new Cursor(one.notAfter(), one.id()).text())
                .map(this::view);
    }

    private record Cursor(Instant end, UUID id) {
        static @Nullable Cursor of(@Nullable String text) {
            if (text == null) return null;
            String[] parts = text.split(" ");
            try {
                Instant end = Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS);
                return new Cursor(end, UUID.fromString(parts[1]));
            } catch (RuntimeException foreign) {
                throw ApiProblem.invalid("after", "cursor", "after is the value of next from the page before.");
            }
        }

        String text() {
            return ChronoUnit.MICROS.between(Instant.EPOCH, end) + " " + id;
        }
    }

    /** It opens nothing any more, and the link that it opened is closed. */
    @PostMapping("/api/v1/certificates/{id}/revoke")
    Issued revoke(@PathVariable UUID id, Principal operator) {
        IssuedCertificate certificate =
                issued.find(id).orElseThrow(() -> ApiProblem.notFound("certificate", id.toString()));
        revoke(Pem.certificates(certificate.chain()).getFirst(), operator.getName());
        return view(issued.find(id).orElseThrow());
    }

    /** @param certificate PEM, of whatever authority */
    record Foreign(@Nullable String certificate) {}

    @PostMapping("/api/v1/revoked-certificates")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@RequestBody Foreign form, Principal operator) {
        if (form.certificate() == null) throw ApiProblem.invalid("certificate", "required", "certificate is needed.");
        revoke(StationCaResource.certificates(form.certificate()).getFirst(), operator.getName());
    }

    private void revoke(X509Certificate certificate, String actor) {
        authorities.revoke(certificate, actor);
        String name = ClientCertificates.commonName(certificate);
        for (StationLink link : links.all()) {
            // Perhaps it came by another certificate of the same name: then it comes back at once.
            if (name != null && name.equals(link.certifiedName()))
                link.close(POLICY_VIOLATION, "its certificate was revoked");
        }
    }

    private Issued view(IssuedCertificate one) {
        return new Issued(
                one.id(),
                stations.find(one.station()).map(Station::identity).orElse(""),
                one.certificateType(),
                one.subject(),
                one.issuer(),
                one.serialNumber(),
                one.notBefore(),
                one.notAfter(),
                one.issuedAt(),
                one.state(),
                one.revoked(),
                one.chain());
    }
}
