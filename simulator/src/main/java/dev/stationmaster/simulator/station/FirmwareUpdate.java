package dev.stationmaster.simulator.station;

import dev.stationmaster.simulator.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One firmware update as the station goes through it (1.6 §5.19 and whitepaper L01; 2.x L01, L02). On the station's loop only. */
final class FirmwareUpdate {
    private static final Duration INSTALLING = Duration.ofSeconds(2);
    private static final Duration FLUSH = Duration.ofSeconds(1);

    private final Parts parts;
    private final Charging charging;
    private final Lifecycle life;
    private final Order order;
    private String status = "Idle";
    private boolean cancelled;

    /**
     * @param action   the message that tells how far it is
     * @param requestId null where the message has none
     * @param thorough  whether the version knows the statuses of a secure update
     */
    record Order(
            String action,
            @Nullable Integer requestId,
            boolean thorough,
            URI location,
            Instant retrieveAt,
            @Nullable Instant installAt,
            @Nullable String certificate,
            @Nullable String signature) {}

    FirmwareUpdate(Parts parts, Charging charging, Lifecycle life, Order order) {
        this.parts = parts;
        this.charging = charging;
        this.life = life;
        this.order = order;
    }

    /** The last status; Idle when there is nothing more to say about it. */
    String status() {
        return status.equals("Installed") ? "Idle" : status;
    }

    boolean running() {
        return !cancelled
                && switch (status) {
                    case "Installed", "DownloadFailed", "InstallationFailed", "InvalidSignature" -> false;
                    default -> true;
                };
    }

    void cancel() {
        cancelled = true;
    }

    /** What the trigger and the statuses say. */
    Json payload(String word) {
        Json payload = Json.object().put("status", word);
        return word.equals("Idle") ? payload : payload.put("requestId", order.requestId);
    }

    void begin() {
        Duration wait = Duration.between(parts.clock().now(), order.retrieveAt);
        if (wait.isPositive() && order.thorough) {
            say("DownloadScheduled");
        }
        parts.clock().after(wait.isPositive() ? wait : Duration.ZERO, this::download);
    }

    private void download() {
        if (cancelled) {
            return;
        }
        say("Downloading");
        if (fails("DownloadFailed")) {
            return;
        }
        Thread.ofVirtual().name("firmware-download").start(() -> {
            try {
                byte[] image = new FileTransfer(parts.config().trustAnchor()).fetch(order.location);
                onLoop(() -> downloaded(image));
            } catch (IOException e) {
                onLoop(() -> {
                    parts.tell("firmware not fetched: " + e.getMessage());
                    say("DownloadFailed");
                });
            }
        });
    }

    private void downloaded(byte[] image) {
        say("Downloaded");
        if (fails("InvalidSignature")) {
            return;
        }
        if (order.certificate != null && order.signature != null) {
            if (!FirmwareCheck.isSigned(image, order.certificate, order.signature)) {
                say("InvalidSignature");
                return;
            }
            say("SignatureVerified");
        }
        Duration wait = order.installAt == null
                ? Duration.ZERO
                : Duration.between(parts.clock().now(), order.installAt);
        if (wait.isPositive()) {
            say("InstallScheduled");
        }
        parts.clock().after(wait.isPositive() ? wait : Duration.ZERO, () -> installWhenIdle(image));
    }

    private void installWhenIdle(byte[] image) {
        if (charging.idle()) {
            install(image);
        } else {
            charging.whenIdle(() -> install(image));
        }
    }

    private void install(byte[] image) {
        if (cancelled) {
            return;
        }
        say("Installing");
        if (fails("InstallationFailed")) {
            return;
        }
        parts.clock().after(INSTALLING, () -> {
            if (order.thorough) {
                say("InstallRebooting");
            }
            life.afterDelivery(FLUSH, () -> {
                parts.firmware().version = FirmwareCheck.version(image);
                life.onceAccepted(() -> say("Installed"));
                life.reboot(BootReason.FirmwareUpdate, false);
            });
        });
    }

    /** Where every update of this station ends. */
    private boolean fails(String word) {
        boolean here = word.equals(parts.config().traits().refusals().firmware());
        if (here) {
            say(word);
        }
        return here;
    }

    private void say(String word) {
        if (cancelled) {
            return;
        }
        status = word;
        parts.outbox().keep(order.action, _ -> payload(word), _ -> {});
    }

    private void onLoop(Runnable task) {
        parts.clock().afterReal(Duration.ZERO, task);
    }
}
