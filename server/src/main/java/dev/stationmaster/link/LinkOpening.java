package dev.stationmaster.link;

import dev.stationmaster.messagelog.MessageLog;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers an upgrade request: an HTTP refusal, or the 101 and a link. Each on a virtual thread while the channel does not read, some dozens at a time. */
final class LinkOpening {
    private static final Logger log = LoggerFactory.getLogger(LinkOpening.class);
    private static final String WEBSOCKET_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    /** More would not be faster: each waits for a commit, which takes them all. */
    private static final int AT_A_TIME = 64;

    private final Admission admission;
    private final LinkLife life;
    private final FrameRouting routing;
    private final ConnectionAttempts attempts;
    private final AddressLimits addresses;
    private final LinkLimits limits;
    private final MessageLog messageLog;
    private final WebSocketDecoderConfig plain;
    private final WebSocketDecoderConfig compressing;
    private final Set<Channel> pending = ConcurrentHashMap.newKeySet();
    private final Turnstile turnstile = new Turnstile(AT_A_TIME);

    LinkOpening(
            Admission admission,
            LinkLife life,
            FrameRouting routing,
            ConnectionAttempts attempts,
            AddressLimits addresses,
            LinkLimits limits,
            MessageLog messageLog) {
        this.admission = admission;
        this.life = life;
        this.routing = routing;
        this.attempts = attempts;
        this.addresses = addresses;
        this.limits = limits;
        this.messageLog = messageLog;
        this.plain = decoding(limits, false);
        this.compressing = decoding(limits, true);
    }

    private static WebSocketDecoderConfig decoding(LinkLimits limits, boolean extensions) {
        return WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(limits.messageBytes())
                .allowExtensions(extensions)
                .closeOnProtocolViolation(false)
                .withUTF8Validator(false)
                .build();
    }

    LinkMetrics metrics() {
        return life.metrics();
    }

    /**
     * Answers when its turn comes. On the event loop.
     *
     * @param inside the loops of those that are let in
     */
    void take(Channel channel, UpgradeRequest request, EventLoopGroup inside) {
        pending.add(channel);
        turnstile.pass(channel.eventLoop(), () -> answer(channel, request, inside));
    }

    /** Never throws. */
    private void answer(Channel channel, UpgradeRequest request, EventLoopGroup inside) {
        try {
            if (!channel.isActive()) return; // it did not wait, or was refused meanwhile
            switch (admission.decide(request)) {
                case Verdict.Admitted admitted -> open(channel, request, admitted, inside);
                case Verdict.Refused refused -> refuse(channel, request, refused);
            }
        } catch (RuntimeException bug) {
            log.error("event=upgrade-failed path=\"{}\"", ConnectionAttempts.printable(request.path()), bug);
            respond(channel, HttpResponseStatus.INTERNAL_SERVER_ERROR, "the server failed");
        } finally {
            pending.remove(channel);
        }
    }

    private void open(Channel channel, UpgradeRequest request, Verdict.Admitted admitted, EventLoopGroup inside) {
        boolean deflate = request.deflate();
        WebSocketLink link = life.open(channel, admitted, deflate);
        OddUpgrade.of(request, admitted, link.connectedAt()).ifPresent(messageLog::record);
        moveIn(channel, inside, link, () -> switchOver(channel, request, admitted, link));
        addresses.opened(admitted.station().identity());
        life.metrics().upgrade("opened");
    }

    /** From the loop that received it to one that serves links; it does not read meanwhile. */
    private void moveIn(Channel channel, EventLoopGroup inside, WebSocketLink link, Runnable then) {
        channel.deregister()
                .addListener(_ -> inside.register(channel).addListener(moved -> {
                    if (moved.isSuccess()) {
                        then.run();
                    } else {
                        life.vanished(link); // it hung up meanwhile
                        channel.close();
                    }
                }));
    }

    /** The answer, and from then on WebSocket frames. What served HTTP leaves the pipeline. */
    private void switchOver(Channel channel, UpgradeRequest request, Verdict.Admitted admitted, WebSocketLink link) {
        if (!channel.isActive()) {
            life.vanished(link);
            return;
        }
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS, Unpooled.EMPTY_BUFFER);
        response.headers()
                .set(HttpHeaderNames.UPGRADE, "websocket")
                .set(HttpHeaderNames.CONNECTION, "Upgrade")
                .set(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT, accept(request.key()));
        if (admitted.echo())
            response.headers()
                    .set(
                            HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL,
                            admitted.version().subprotocol());
        if (request.deflate())
            response.headers().set(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, MessageDeflate.RESPONSE);
        channel.write(response, channel.voidPromise());
        var pipeline = channel.pipeline();
        pipeline.remove(UpgradeHandler.class);
        pipeline.addLast(new WebSocket13FrameDecoder(request.deflate() ? compressing : plain));
        pipeline.addLast(new FrameReceiver(link, routing, life.metrics(), limits, request.deflate()));
        pipeline.remove(HttpServerCodec.class);
        // Who learns of the 101 finds the link, and nothing can be sent on it before the 101.
        life.enter(link);
        channel.flush();
        link.heard();
        link.startReading();
    }

    private void refuse(Channel channel, UpgradeRequest request, Verdict.Refused refused) {
        Refusal why = refused.why();
        life.metrics().upgrade(why.code());
        if (why.failedLogIn()) addresses.failed(request.remoteAddress(), refused.identity());
        if (why == Refusal.RATE_LIMITED) life.metrics().rateLimited("failures");
        if (why != Refusal.NOT_WEBSOCKET)
            attempts.refused(
                    refused.identity(), request.remoteAddress(), why.code(), refused.detail(), request.offered());
        respond(channel, why.status(), refused.detail());
    }

    /** A client certificate ended the TLS handshake; which station it was meant to be is not known. Never blocks. */
    void handshakeRefused(String remoteAddress, String why) {
        life.metrics().upgrade(Refusal.WRONG_CERTIFICATE.code());
        log.info("event=handshake-refused address={} why=\"{}\"", remoteAddress, ConnectionAttempts.printable(why));
        Thread.startVirtualThread(
                () -> attempts.refused("", remoteAddress, Refusal.WRONG_CERTIFICATE.code(), why, List.of()));
    }

    /** Refuses what waits for the database; it comes back later. */
    void refusePending() {
        for (Channel channel : pending)
            respond(channel, HttpResponseStatus.SERVICE_UNAVAILABLE, "the database is away");
    }

    /** A plain HTTP answer, after which the connection is closed. */
    static void respond(Channel channel, HttpResponseStatus status, String words) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer((words + "\n").getBytes(StandardCharsets.UTF_8)));
        var headers = response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
                .set(HttpHeaderNames.CONNECTION, "close");
        if (status.equals(HttpResponseStatus.UNAUTHORIZED))
            headers.set(HttpHeaderNames.WWW_AUTHENTICATE, "Basic realm=\"stationmaster\", charset=\"UTF-8\"");
        if (status.equals(HttpResponseStatus.UPGRADE_REQUIRED))
            headers.set(HttpHeaderNames.UPGRADE, "websocket").set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13");
        if (status.equals(HttpResponseStatus.SERVICE_UNAVAILABLE)) headers.set(HttpHeaderNames.RETRY_AFTER, later(10));
        if (status.equals(HttpResponseStatus.TOO_MANY_REQUESTS)) headers.set(HttpHeaderNames.RETRY_AFTER, later(60));
        channel.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    /** Spread, so that they do not all come back in the same second. */
    private static String later(int seconds) {
        return Integer.toString(seconds + ThreadLocalRandom.current().nextInt(seconds));
    }

    private static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((key + WEBSOCKET_GUID).getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
