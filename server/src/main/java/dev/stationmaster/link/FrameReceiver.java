package dev.stationmaster.link;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** The inbound end of a link: control frames, fragments, compression, encoding, pace. */
final class FrameReceiver extends ChannelInboundHandlerAdapter {
    private static final int RSV_COMPRESSED = 4;

    private final WebSocketLink link;
    private final FrameRouting routing;
    private final LinkMetrics metrics;
    private final LinkLimits limits;
    private final boolean deflate;
    private @Nullable ByteArrayOutputStream fragments;
    private boolean compressed;
    private long paidUntilNanos = System.nanoTime();

    FrameReceiver(WebSocketLink link, FrameRouting routing, LinkMetrics metrics, LinkLimits limits, boolean deflate) {
        this.link = link;
        this.routing = routing;
        this.metrics = metrics;
        this.limits = limits;
        this.deflate = deflate;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            link.heard();
            pace();
            switch ((WebSocketFrame) message) {
                case CloseWebSocketFrame close -> closed(close);
                case PingWebSocketFrame ping when link.isOpen() -> link.pong(ByteBufUtil.getBytes(ping.content()));
                case PongWebSocketFrame _ -> link.heardPong();
                case BinaryWebSocketFrame _ -> violated(1003, "binary frames are not OCPP");
                case WebSocketFrame data when link.isOpen() -> data(data);
                case WebSocketFrame _ -> {}
            }
        } catch (LinkViolation violation) {
            violated(violation.closeCode(), violation.reason());
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void violated(int code, String why) {
        metrics.violation(code);
        link.close(code, why);
    }

    private void closed(CloseWebSocketFrame close) {
        int code = close.statusCode();
        ByteBuf answer = code < 0 ? WireBytes.emptyClose() : WireBytes.close(code, "");
        link.closeReceived(answer, code < 0 ? "closed by the station" : "closed by the station with " + code);
    }

    private void data(WebSocketFrame frame) throws LinkViolation {
        boolean first = fragments == null;
        if (first) compressed = frame.rsv() == RSV_COMPRESSED;
        if (frame.rsv() != (first && compressed ? RSV_COMPRESSED : 0) || compressed && !deflate)
            throw new LinkViolation(1002, "reserved bits are set");
        byte[] bytes = ByteBufUtil.getBytes(frame.content());
        if (!first || !frame.isFinalFragment()) {
            bytes = appended(bytes, frame.isFinalFragment());
            if (bytes.length == 0) return;
        }
        message(bytes);
    }

    /** The whole message with its last fragment, nothing before. */
    private byte[] appended(byte[] fragment, boolean last) throws LinkViolation {
        ByteArrayOutputStream all = fragments;
        if (all == null) {
            all = new ByteArrayOutputStream(fragment.length * 2);
            fragments = all;
        }
        if (all.size() + fragment.length > limits.messageBytes()) throw LinkViolation.tooLarge(limits.messageBytes());
        all.writeBytes(fragment);
        if (!last) return new byte[0];
        fragments = null;
        return all.toByteArray();
    }

    private void message(byte[] bytes) throws LinkViolation {
        byte[] text = compressed ? MessageDeflate.ofThisThread().inflate(bytes, limits.messageBytes()) : bytes;
        if (!WireBytes.isUtf8(text)) throw new LinkViolation(1007, "text is not UTF-8");
        metrics.received();
        routing.received(link, text);
    }

    /**
     * Each frame costs its share of a second, pings and fragments too, or a flood of those would get around the limit; who is more than two
     * seconds ahead is read later.
     */
    private void pace() {
        long cost = limits.nanosPerMessage();
        if (cost == 0) return;
        long now = System.nanoTime();
        paidUntilNanos = Math.max(paidUntilNanos, now) + cost;
        long ahead = paidUntilNanos - now - LinkLimits.BURST_NANOS;
        if (ahead > 0) {
            metrics.rateLimited("messages");
            link.pauseReadingFor(WebSocketLink.TOO_FAST, ahead);
        }
    }

    /** A station that does not read our answers is not asked for more. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) link.resumeReading(WebSocketLink.STATION_READS_SLOWLY);
        else link.pauseReading(WebSocketLink.STATION_READS_SLOWLY);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        link.vanished();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException corrupted) {
            violated(corrupted.closeStatus().code(), String.valueOf(corrupted.getMessage()));
        } else {
            link.vanished();
            context.close();
        }
    }
}
