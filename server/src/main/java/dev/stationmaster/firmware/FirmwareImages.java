package dev.stationmaster.firmware;

import dev.stationmaster.certificate.FirmwareSigners;
import dev.stationmaster.file.FileListener;
import dev.stationmaster.file.FileService;
import dev.stationmaster.file.StoredFile;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.FieldProblem;
import dev.stationmaster.platform.web.Paging;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Firmware images: the files that operators brought, and what is known of them. */
@Service
class FirmwareImages implements FileListener {
    /** As BootNotification takes them (1.6 §6.3; 2.x part 2). */
    private static final int LONGEST_VERSION = 50;

    private static final int LONGEST_VENDOR = 50;
    private static final int LONGEST_MODEL = 20;
    /** As UpdateFirmware takes them (2.x part 2, FirmwareType). */
    private static final int LONGEST_CERTIFICATE = 5500;

    private static final int LONGEST_SIGNATURE = 800;
    /** A station may install long after it was told. */
    private static final Duration SIGNER_LIFETIME = Duration.ofDays(5 * 365);

    private final FileService files;
    private final FirmwareImageStore store;
    private final FirmwareSigners signers;
    private final InstantSource clock;

    FirmwareImages(FileService files, FirmwareImageStore store, FirmwareSigners signers, InstantSource clock) {
        this.files = files;
        this.store = store;
        this.signers = signers;
        this.clock = clock;
    }

    /**
     * What is to be changed; null leaves it as it is, an empty text takes it away.
     *
     * @param version at most 50 characters, as {@code vendor}; {@code model} at most 20
     * @param signingCertificate one certificate in PEM
     * @param signature Base64 of a signature over the whole file, RSA-PSS or ECDSA with SHA-256
     */
    record Change(
            @Nullable String version,
            @Nullable String vendor,
            @Nullable String model,
            @Nullable String signingCertificate,
            @Nullable String signature) {}

    List<StoredFile> list(Paging paging) {
        return files.images(paging);
    }

    Map<UUID, FirmwareImage> known(List<StoredFile> images) {
        return store.of(images.stream().map(StoredFile::id).toList());
    }

    /** @throws ApiProblem 404 when no such image is here */
    StoredFile file(UUID id) {
        return files.find(id)
                .filter(file -> file.kind() == StoredFile.Kind.IMAGE)
                .orElseThrow(() -> ApiProblem.notFound("firmware-image", id.toString()));
    }

    FirmwareImage of(StoredFile file) {
        return store.find(file.id()).orElseGet(() -> FirmwareImage.unknown(file.id()));
    }

    /** @throws ApiProblem naming each field that is wrong; a signature that does not fit the file is refused */
    FirmwareImage change(UUID id, Change change, String actor) {
        StoredFile file = file(id);
        FirmwareImage before = of(file);
        List<FieldProblem> wrong = new ArrayList<>();
        String certificate = text(
                "signingCertificate",
                change.signingCertificate,
                before.signingCertificate(),
                LONGEST_CERTIFICATE,
                wrong);
        String signature = text("signature", change.signature, before.signature(), LONGEST_SIGNATURE, wrong);
        boolean same = equal(certificate, before.signingCertificate()) && equal(signature, before.signature());
        var after = new FirmwareImage(
                id,
                text("version", change.version, before.version(), LONGEST_VERSION, wrong),
                text("vendor", change.vendor, before.vendor(), LONGEST_VENDOR, wrong),
                text("model", change.model, before.model(), LONGEST_MODEL, wrong),
                certificate,
                signature,
                same && before.made(),
                actor,
                clock.instant());
        if (!same && wrong.isEmpty()) check(id, certificate, signature).ifPresent(wrong::add);
        if (!wrong.isEmpty()) throw ApiProblem.invalid(wrong);
        store.save(after);
        return after;
    }

    private static boolean equal(@Nullable String one, @Nullable String other) {
        return one == null ? other == null : one.equals(other);
    }

    private static @Nullable String text(
            String field, @Nullable String given, @Nullable String before, int longest, List<FieldProblem> wrong) {
        if (given == null) return before;
        String text = given.strip();
        if (text.length() > longest)
            wrong.add(new FieldProblem(field, "0.." + longest, field + " has at most " + longest + " characters."));
        return text.isEmpty() ? null : text;
    }

    private Optional<FieldProblem> check(UUID id, @Nullable String certificate, @Nullable String signature) {
        if (certificate == null && signature == null) return Optional.empty();
        if (certificate == null)
            return Optional.of(
                    new FieldProblem("signingCertificate", "L01.FR.11", "A signature needs its certificate."));
        if (signature == null)
            return Optional.of(new FieldProblem("signature", "L01.FR.11", "A certificate needs a signature by it."));
        return new FirmwareSignature(certificate, signature)
                .problem(() -> files.open(id), clock.instant())
                .map(why -> new FieldProblem(
                        why.startsWith("the signing certificate") ? "signingCertificate" : "signature",
                        "L01.FR.04",
                        why));
    }

    /** Signs it with a key of the built-in authority, for stations that trust that one. */
    FirmwareImage sign(UUID id, String actor) {
        StoredFile file = file(id);
        var signer = signers.make(SIGNER_LIFETIME);
        try (InputStream in = files.open(id)) {
            Signature signing = Signature.getInstance("SHA256withECDSA");
            signing.initSign(signer.key());
            byte[] buffer = new byte[64 * 1024];
            for (int length; (length = in.read(buffer)) >= 0; ) signing.update(buffer, 0, length);
            Instant now = clock.instant();
            String signature = Base64.getEncoder().encodeToString(signing.sign());
            FirmwareImage signed = of(file).signed(signer.pem(), signature, true, actor, now);
            store.save(signed);
            return signed;
        } catch (IOException e) {
            throw ApiProblem.of(
                    HttpStatus.GONE, "file-gone", "The bytes of the image cannot be read: " + e.getMessage() + ".");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("ECDSA is part of every Java", e);
        }
    }

    @Override
    public void deleted(UUID file) {
        store.delete(file);
    }
}
