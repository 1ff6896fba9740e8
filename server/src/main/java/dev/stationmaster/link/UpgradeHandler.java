package dev.stationmaster.link;

import dev.stationmaster.link.tls.ClientCertificates;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits for the one upgrade request of a new connection, not for ever, and hands it on. */
final class UpgradeHandler extends ChannelInboundHandlerAdapter {
    private final LinkOpening opening;
    private final Duration timeout;
    private final boolean secure;
    private final boolean tooMany;
    private final Supplier<OptionalInt> files;
    private final KeyWork keyWork;
    private final EventLoopGroup inside;
    private @Nullable Future<?> patience;
    private boolean asked;

    /**
     * @param tooMany whether its address has too many connections open already
     * @param files where requests for files on the secure port go on this machine; empty while that is not open
     * @param keyWork of its handshake: the time that it waits is not the station's
     * @param inside the loops of those that were let in
     */
    UpgradeHandler(
            LinkOpening opening,
            Duration timeout,
            boolean secure,
            boolean tooMany,
            Supplier<OptionalInt> files,
            KeyWork keyWork,
            EventLoopGroup inside) {
        this.opening = opening;
        this.timeout = timeout;
        this.secure = secure;
        this.tooMany = tooMany;
        this.files = files;
        this.keyWork = keyWork;
        this.inside = inside;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        wait(context, timeout.toNanos());
    }

    private void wait(ChannelHandlerContext context, long nanos) {
        patience = context.executor().schedule(() -> tooSlow(context), nanos, TimeUnit.NANOSECONDS);
    }

    private void tooSlow(ChannelHandlerContext context) {
        long left = timeout.toNanos() - keyWork.waitedNanos();
        if (left > 0) {
            wait(context, left); // since our own work was done it has its whole time again
            return;
        }
        opening.metrics().upgrade(LinkMetrics.TIMEOUT);
        context.close();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        calm();
    }

    private void calm() {
        if (patience != null) patience.cancel(false);
        patience = null;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (!(message instanceof HttpRequest request) || asked) return;
            asked = true;
            calm();
            var channel = context.channel();
            if (request.decoderResult().isFailure()) {
                opening.metrics().upgrade(LinkMetrics.BAD_REQUEST);
                boolean tooLong = request.decoderResult().cause() instanceof TooLongHttpHeaderException;
                LinkOpening.respond(
                        channel,
                        tooLong ? HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE : HttpResponseStatus.BAD_REQUEST,
                        tooLong ? "the headers are too long" : "not an HTTP request");
            } else if (tooMany) {
                opening.metrics().upgrade(LinkMetrics.TOO_MANY_CONNECTIONS);
                LinkOpening.respond(
                        channel, HttpResponseStatus.TOO_MANY_REQUESTS, "too many connections from this address");
            } else if (secure && FileRelay.wants(request.uri()) && files.get().isPresent()) {
                FileRelay.take(context, request, files.get().getAsInt());
            } else {
                channel.config().setAutoRead(false);
                var upgrade = UpgradeRequest.of(request, WebSocketLink.address(channel), secure, certificates(channel));
                opening.take(channel, upgrade, inside);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        calm();
    }

    /** A broken TLS handshake or a reset; the next connection is not touched by it. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        ClientCertificates.refusal(cause)
                .ifPresent(why -> opening.handshakeRefused(WebSocketLink.address(context.channel()), why));
        context.close();
    }

    private static List<X509Certificate> certificates(Channel channel) {
        var tls = channel.pipeline().get(SslHandler.class);
        return tls == null ? List.of() : ClientCertificates.of(tls.engine().getSession());
    }
}
