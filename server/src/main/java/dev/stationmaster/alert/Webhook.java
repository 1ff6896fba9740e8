package dev.stationmaster.alert;

import dev.stationmaster.platform.outbound.AllowedHosts;
import dev.stationmaster.platform.outbound.OutboundHttp;
import dev.stationmaster.settings.ProblemSettings;
import dev.stationmaster.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** Sends a message as a signed POST. Where it may go is looked at each time, because names change what they point to. */
@Component
class Webhook {
    static final String SIGNATURE = "Stationmaster-Signature";
    static final String TIMESTAMP = "Stationmaster-Timestamp";
    static final String DELIVERY = "Stationmaster-Delivery";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final int GOOD = 2;
    private static final int HUNDRED = 100;

    private final HttpClient http = OutboundHttp.client(null);
    private final AlertRoutes routes;
    private final Settings settings;
    private final InstantSource clock;

    Webhook(AlertRoutes routes, Settings settings, InstantSource clock) {
        this.routes = routes;
        this.settings = settings;
        this.clock = clock;
    }

    /** HMAC-SHA256 over the time, a point and the body, in lower-case hexadecimal. */
    static String signature(byte[] secret, long timestamp, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal((timestamp + "." + body).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("HMAC-SHA256 is part of every Java", missing);
        }
    }

    /** @return the answer in words @throws SendFailed when it is none of 2xx, or there is none */
    String send(Delivery one, AlertRoute route) {
        URI target = checked(route.target());
        long timestamp = clock.instant().getEpochSecond();
        var request = HttpRequest.newBuilder(target)
                .timeout(ANSWER_WITHIN)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Stationmaster")
                .header(DELIVERY, one.id().toString())
                .header(TIMESTAMP, String.valueOf(timestamp))
                .header(SIGNATURE, "v1=" + signature(routes.secretOf(route.id()), timestamp, one.body()))
                .POST(HttpRequest.BodyPublishers.ofString(one.body()))
                .build();
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status / HUNDRED != GOOD) throw new SendFailed("the answer was " + status);
            return "the answer was " + status;
        } catch (IOException e) {
            throw new SendFailed("no answer: " + e);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new SendFailed("the server was stopped meanwhile");
        }
    }

    /** @throws SendFailed when the setting webhookHosts keeps us from going there */
    URI checked(String url) {
        try {
            return AllowedHosts.checked(
                    url, List.of(settings.get(ProblemSettings.WEBHOOK_HOSTS).split(",")), "webhookHosts");
        } catch (AllowedHosts.Refused refused) {
            throw new SendFailed(String.valueOf(refused.getMessage()));
        }
    }
}
