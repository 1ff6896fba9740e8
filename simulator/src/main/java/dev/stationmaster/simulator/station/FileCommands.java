package dev.stationmaster.simulator.station;

import dev.stationmaster.simulator.station.StationState.Phase;
import dev.stationmaster.simulator.wire.Answer;
import dev.stationmaster.simulator.wire.Frame;
import dev.stationmaster.simulator.wire.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a station of any version does when it is told to fetch firmware or to bring a log. */
final class FileCommands {
    private final Parts parts;
    private final Charging charging;
    private final Lifecycle life;
    private final boolean is16;
    private final Publishing publishing;
    private @Nullable FirmwareUpdate update;
    private @Nullable LogUpload log;
    private @Nullable LogUpload diagnostics;

    FileCommands(Parts parts, Charging charging, Lifecycle life) {
        this.parts = parts;
        this.charging = charging;
        this.life = life;
        this.publishing = new Publishing(parts);
        this.is16 = parts.config().version() == Version.OCPP16;
    }

    /** Empty for what is somebody else's to answer. */
    Optional<Answer> answer(Frame.Call call) {
        if (life.phase() != Phase.ACCEPTED) {
            return Optional.empty();
        }
        var said = call.payload();
        return switch (call.action()) {
            case "UpdateFirmware" ->
                Optional.of(is16 ? plainUpdate(said) : secureUpdate(said, "FirmwareStatusNotification"));
            case "SignedUpdateFirmware" ->
                is16 ? Optional.of(secureUpdate(said, "SignedFirmwareStatusNotification")) : Optional.empty();
            case "GetDiagnostics" -> is16 ? Optional.of(getDiagnostics(said)) : Optional.empty();
            case "GetLog" -> Optional.of(getLog(said));
            case "TriggerMessage", "ExtendedTriggerMessage" -> trigger(call.action(), said);
            case "PublishFirmware", "UnpublishFirmware" -> is16 ? Optional.empty() : publishing.answer(call);
            default -> Optional.empty();
        };
    }

    private Answer plainUpdate(JsonNode said) {
        URI location = url(said.path("location"));
        if (location == null) {
            return new Answer.Failure("PropertyConstraintViolation", "location is no URL");
        }
        var order = new FirmwareUpdate.Order(
                "FirmwareStatusNotification", null, false, location, time(said.path("retrieveDate")), null, null, null);
        return Answer.of(Json.object(), replaced(order)::begin);
    }

    private Answer secureUpdate(JsonNode said, String action) {
        var firmware = said.path("firmware");
        URI location = url(firmware.path("location"));
        if (location == null) {
            return Answer.status("Rejected");
        }
        String certificate = firmware.path("signingCertificate").asString(null);
        if (certificate != null && !FirmwareCheck.isCertificate(certificate)) {
            return Answer.status("InvalidCertificate");
        }
        boolean replaces = update != null && update.running();
        var install = firmware.path("installDateTime");
        var order = new FirmwareUpdate.Order(
                action,
                said.path("requestId").asInt(),
                true,
                location,
                time(firmware.path("retrieveDateTime")),
                install.isMissingNode() ? null : time(install),
                certificate,
                firmware.path("signature").asString(null));
        return Answer.status(replaces ? "AcceptedCanceled" : "Accepted", replaced(order)::begin);
    }

    private FirmwareUpdate replaced(FirmwareUpdate.Order order) {
        if (update != null) {
            update.cancel();
        }
        var next = new FirmwareUpdate(parts, charging, life, order);
        update = next;
        return next;
    }

    private Answer getDiagnostics(JsonNode said) {
        URI location = url(said.path("location"));
        if (location == null) {
            return Answer.of(Json.object());
        }
        var next = new LogUpload(parts, "DiagnosticsStatusNotification", null, location, "diagnostics.log");
        diagnostics = next;
        return Answer.of(Json.object().put("fileName", next.name()), next::begin);
    }

    private Answer getLog(JsonNode said) {
        URI location = url(said.path("log").path("remoteLocation"));
        if (location == null) {
            return Answer.status("Rejected");
        }
        int requestId = said.path("requestId").asInt();
        String name = said.path("logType").asString("Log") + "-" + requestId + ".log";
        boolean replaces = log != null && log.running();
        if (log != null && replaces) {
            log.cancel(is16 ? null : "AcceptedCanceled");
        }
        var next = new LogUpload(parts, "LogStatusNotification", requestId, location, name);
        log = next;
        return Answer.of(
                Json.object()
                        .put("status", replaces ? "AcceptedCanceled" : "Accepted")
                        .put("filename", name),
                next::begin);
    }

    /** L01.FR.25, L01.FR.26; N01.FR.12: how far it is, or Idle. */
    private Optional<Answer> trigger(String action, JsonNode said) {
        boolean extended = action.equals("ExtendedTriggerMessage");
        return switch (said.path("requestedMessage").asString("")) {
            case "FirmwareStatusNotification" -> {
                String message = extended ? "SignedFirmwareStatusNotification" : "FirmwareStatusNotification";
                Json payload = update == null ? Json.object().put("status", "Idle") : update.payload(update.status());
                yield Optional.of(told(message, payload));
            }
            case "LogStatusNotification" -> Optional.of(told("LogStatusNotification", uploading(log)));
            case "DiagnosticsStatusNotification" ->
                is16 ? Optional.of(told("DiagnosticsStatusNotification", uploading(diagnostics))) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Json uploading(@Nullable LogUpload upload) {
        return upload == null || !upload.running() ? Json.object().put("status", "Idle") : upload.payload("Uploading");
    }

    private Answer told(String message, Json payload) {
        return Answer.status("Accepted", () -> parts.outbox().sendEarly(message, payload, _ -> {}));
    }

    private static @Nullable URI url(JsonNode text) {
        try {
            var url = new URI(text.asString(""));
            return url.isAbsolute() && url.getRawAuthority() != null ? url : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private Instant time(JsonNode text) {
        try {
            return OffsetDateTime.parse(text.asString("")).toInstant();
        } catch (DateTimeException e) {
            return parts.clock().now();
        }
    }
}
