package dev.stationmaster.simulator.station;

import dev.stationmaster.simulator.wire.Answer;
import dev.stationmaster.simulator.wire.Frame;
import dev.stationmaster.simulator.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a local controller does: fetches an image, checks it, and offers it to the stations behind it (L03, L04). On the station's loop only. */
final class Publishing {
    private static final String ACTION = "PublishFirmwareStatusNotification";

    private final Parts parts;
    /** Where each image is offered, by checksum. */
    private final Map<String, String> published = new LinkedHashMap<>(0);

    private @Nullable String fetching;

    Publishing(Parts parts) {
        this.parts = parts;
    }

    /** Empty for what is somebody else's to answer. */
    Optional<Answer> answer(Frame.Call call) {
        return switch (call.action()) {
            case "PublishFirmware" -> Optional.of(publish(call.payload()));
            case "UnpublishFirmware" -> Optional.of(unpublish(checksum(call.payload())));
            default -> Optional.empty();
        };
    }

    private Answer publish(JsonNode said) {
        var location = said.path("location").asString("");
        var requestId = said.path("requestId").asInt(0);
        var checksum = checksum(said);
        if (fetching != null || !location.startsWith("http")) {
            return Answer.status("Rejected");
        }
        fetching = checksum;
        return Answer.status("Accepted", () -> {
            say(requestId, "Downloading", null);
            Thread.ofVirtual().name("firmware-publishing").start(() -> {
                try {
                    var image = new FileTransfer(parts.config().trustAnchor()).fetch(URI.create(location));
                    onLoop(() -> fetched(requestId, checksum, image));
                } catch (IOException | IllegalArgumentException e) {
                    onLoop(() -> {
                        parts.tell("firmware not fetched: " + e.getMessage());
                        over(requestId, "DownloadFailed", null);
                    });
                }
            });
        });
    }

    private void fetched(int requestId, String checksum, byte[] image) {
        say(requestId, "Downloaded", null);
        if (!md5(image).equals(checksum)) {
            over(requestId, "InvalidChecksum", null);
            return;
        }
        say(requestId, "ChecksumVerified", null);
        var address = "http://" + parts.config().identity().toLowerCase(Locale.ROOT) + ".local/" + checksum;
        published.put(checksum, address);
        over(requestId, "Published", address);
    }

    private Answer unpublish(String checksum) {
        if (checksum.equals(fetching)) {
            return Answer.status("DownloadOngoing");
        }
        return Answer.status(published.remove(checksum) == null ? "NoFirmware" : "Unpublished");
    }

    private static String checksum(JsonNode said) {
        return said.path("checksum").asString("").toLowerCase(Locale.ROOT);
    }

    private static String md5(byte[] image) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(image)); // L03: what the standard says
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }

    private void over(int requestId, String status, @Nullable String address) {
        fetching = null;
        say(requestId, status, address);
    }

    private void say(int requestId, String status, @Nullable String address) {
        var message = Json.object().put("status", status).put("requestId", requestId);
        if (address != null) {
            message.putStrings("location", List.of(address));
        }
        parts.outbox().keep(ACTION, _ -> message, _ -> {});
    }

    private void onLoop(Runnable task) {
        parts.clock().afterReal(Duration.ZERO, task);
    }
}
