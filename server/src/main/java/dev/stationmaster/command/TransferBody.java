package dev.stationmaster.command;

import dev.stationmaster.command.StationCommand.Transfer;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The typed commands that move files, as the API takes them. */
final class TransferBody {
    private static final int LONGEST_URL = 2000;
    private static final int LONGEST_CERTIFICATE = 5500;
    private static final int LONGEST_SIGNATURE = 800;
    private static final List<String> LOG_TYPES = List.of("DiagnosticsLog", "SecurityLog", "DataCollectorLog");
    private static final List<String> SCHEMES = List.of("http", "https", "ftp", "ftps");

    private TransferBody() {}

    static StationCommand read(String type, FieldReader fields) {
        return switch (type) {
            case "UpdateFirmware" -> updateFirmware(fields);
            case "PublishFirmware" -> publish(fields);
            case "UnpublishFirmware" -> new StationCommand.UnpublishFirmware(fields.needed("checksum", 32));
            case "GetLog" ->
                new StationCommand.GetLog(
                        fields.word("logType", LOG_TYPES),
                        time(fields, "since"),
                        time(fields, "until"),
                        transfer(fields));
            case "GetDiagnostics" ->
                new StationCommand.GetDiagnostics(time(fields, "since"), time(fields, "until"), transfer(fields));
            default -> throw new IllegalStateException(type);
        };
    }

    private static StationCommand updateFirmware(FieldReader fields) {
        UUID image = imageOrLocation(fields);
        return new StationCommand.UpdateFirmware(
                image,
                time(fields, "retrieveAt"),
                time(fields, "installAt"),
                fields.text("signingCertificate", LONGEST_CERTIFICATE),
                fields.text("signature", LONGEST_SIGNATURE),
                fields.text("expectedVersion", 50),
                transfer(fields));
    }

    private static StationCommand publish(FieldReader fields) {
        UUID image = imageOrLocation(fields);
        String checksum = fields.text("checksum", 32);
        if (image == null && checksum == null) {
            fields.wrong("checksum", "required", "The MD5 checksum of a file that is not here is needed.");
        }
        return new StationCommand.PublishFirmware(image, checksum, transfer(fields));
    }

    private static @Nullable UUID imageOrLocation(FieldReader fields) {
        if (fields.has("image") == fields.has("location")) {
            fields.wrong(
                    "image",
                    "required",
                    "Either image, the id of a file of this server, or location, the URL of another, is needed.");
        }
        return uuid(fields, "image");
    }

    private static Transfer transfer(FieldReader fields) {
        String location = fields.text("location", LONGEST_URL);
        if (location != null && !isUrl(location)) {
            fields.wrong("location", "format uri", "location is a URL with a scheme and a host.");
        }
        if (location != null && location.contains(SecretMask.MASK)) {
            fields.wrong("location", "secret", "The secret of this location is not kept; give it once more.");
        }
        String via = fields.has("via") ? fields.word("via", SCHEMES) : null;
        if (via != null && location != null) {
            fields.wrong(
                    "via", "without location", "via chooses how this server's own files go; location says it already.");
        }
        return new Transfer(
                location,
                via,
                fields.number("retries", 0),
                fields.number("retryIntervalSeconds", 0),
                fields.number("requestId", 0));
    }

    private static boolean isUrl(String text) {
        try {
            var url = new URI(text);
            return url.isAbsolute() && url.getRawAuthority() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static @Nullable Instant time(FieldReader fields, String field) {
        String text = fields.text(field, 40);
        if (text == null) return null;
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            fields.wrong(field, "format date-time", field + " is a time such as 2026-03-01T08:00:00Z.");
            return null;
        }
    }

    private static @Nullable UUID uuid(FieldReader fields, String field) {
        String text = fields.text(field, 36);
        if (text == null) return null;
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            fields.wrong(field, "format uuid", field + " is the id of a file.");
            return null;
        }
    }
}
