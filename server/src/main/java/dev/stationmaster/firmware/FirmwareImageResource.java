package dev.stationmaster.firmware;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.stationmaster.certificate.FirmwareSigners;
import dev.stationmaster.file.StoredFile;
import dev.stationmaster.firmware.FirmwareImages.Change;
import dev.stationmaster.job.Jobs;
import dev.stationmaster.platform.web.Page;
import dev.stationmaster.platform.web.Paging;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Firmware images with version, the stations they are for, and their signature. The bytes are brought and deleted as {@code /files}. */
@RestController
@RequestMapping("/api/v1/firmware-images")
class FirmwareImageResource {
    private final FirmwareImages images;
    private final FirmwareSigners signers;
    private final Jobs jobs;

    FirmwareImageResource(FirmwareImages images, FirmwareSigners signers, Jobs jobs) {
        this.images = images;
        this.signers = signers;
        this.jobs = jobs;
    }

    /**
     * Whose certificate signed it.
     *
     * @param made whether it was signed here, not by the manufacturer
     */
    record FirmwareImageSigner(String subject, String issuer, Instant notBefore, Instant notAfter, boolean made) {}

    /**
     * A firmware image.
     *
     * @param id of the file, under {@code /files}
     * @param signer null when it is not signed
     * @param updating stations that are being updated with it right now
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FirmwareImageView(
            UUID id,
            String name,
            long sizeBytes,
            String sha256,
            String actor,
            Instant storedAt,
            @Nullable String version,
            @Nullable String vendor,
            @Nullable String model,
            @Nullable String signingCertificate,
            @Nullable String signature,
            @Nullable FirmwareImageSigner signer,
            int updating) {}

    /** @param pem what stations install as a ManufacturerRootCertificate to take what is signed here */
    record FirmwareImageAnchor(String pem) {}

    /** The newest first. */
    @GetMapping
    Page<FirmwareImageView> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        Paging paging = Paging.of(limit, after);
        Page<StoredFile> page =
                Page.of(images.list(paging), paging, file -> file.id().toString());
        Map<UUID, FirmwareImage> known = images.known(page.items());
        Map<UUID, Integer> updating = jobs.imagesUnderWay();
        return page.map(file -> view(
                file,
                known.getOrDefault(file.id(), FirmwareImage.unknown(file.id())),
                updating.getOrDefault(file.id(), 0)));
    }

    @GetMapping("/{id}")
    FirmwareImageView get(@PathVariable UUID id) {
        StoredFile file = images.file(id);
        return shown(file, images.of(file));
    }

    /** What a station has to trust before it takes what is signed here. */
    @GetMapping("/signing-anchor")
    FirmwareImageAnchor anchor() {
        return new FirmwareImageAnchor(signers.anchor());
    }

    @PatchMapping("/{id}")
    FirmwareImageView change(@PathVariable UUID id, @RequestBody Change change, Principal operator) {
        FirmwareImage after = images.change(id, change, operator.getName());
        return shown(images.file(id), after);
    }

    /** Signs it with a key of the built-in authority; what signed it before is forgotten. */
    @PostMapping("/{id}/sign")
    FirmwareImageView sign(@PathVariable UUID id, Principal operator) {
        FirmwareImage after = images.sign(id, operator.getName());
        return shown(images.file(id), after);
    }

    private FirmwareImageView shown(StoredFile file, FirmwareImage known) {
        return view(file, known, jobs.imagesUnderWay().getOrDefault(file.id(), 0));
    }

    private static FirmwareImageView view(StoredFile file, FirmwareImage known, int updating) {
        return new FirmwareImageView(
                file.id(),
                file.name(),
                file.sizeBytes(),
                file.sha256(),
                file.actor(),
                file.storedAt(),
                known.version(),
                known.vendor(),
                known.model(),
                known.signingCertificate(),
                known.signature(),
                signer(known),
                updating);
    }

    private static @Nullable FirmwareImageSigner signer(FirmwareImage known) {
        String pem = known.signingCertificate();
        if (pem == null) return null;
        try {
            var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
            var signer =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(bytes);
            return new FirmwareImageSigner(
                    signer.getSubjectX500Principal().getName(),
                    signer.getIssuerX500Principal().getName(),
                    signer.getNotBefore().toInstant(),
                    signer.getNotAfter().toInstant(),
                    known.made());
        } catch (CertificateException e) {
            throw new IllegalStateException("it was read before it was stored", e);
        }
    }
}
