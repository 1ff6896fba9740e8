package dev.stationmaster.simulator.wire;

import dev.stationmaster.simulator.quirk.Quirk;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The client side of one WebSocket: upgrade, pongs, close frames. */
final class StationSocket extends SimpleChannelInboundHandler<Object> implements Connection {
    private static final int LINGER_SECONDS = 5;

    private final Endpoint endpoint;
    private final ConnectionListener listener;
    private final WebSocketClientHandshaker handshaker;
    private @Nullable ChannelHandlerContext context;
    private String closeReason = "connection lost";
    private boolean closed;

    StationSocket(Endpoint endpoint, ConnectionListener listener) {
        this.endpoint = endpoint;
        this.listener = listener;
        this.handshaker = Transport.handshaker(endpoint);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        if (endpoint.tls() == null) {
            handshaker.handshake(ctx.channel());
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent done) {
            if (done.isSuccess()) {
                handshaker.handshake(ctx.channel());
            } else {
                closeReason = "TLS: " + done.cause().getMessage();
            }
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Object message) {
        if (closed) {
            return; // the station has turned away; only the server still believes in this socket
        }
        switch (message) {
            case FullHttpResponse response -> upgraded(ctx, response);
            case TextWebSocketFrame text -> listener.received(text.text());
            case PingWebSocketFrame ping -> {
                if (!has(Quirk.Q15)) {
                    ctx.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
                }
            }
            case PongWebSocketFrame _ -> listener.ponged();
            case CloseWebSocketFrame close -> {
                closeReason = "server closed " + close.statusCode() + " " + close.reasonText();
                ctx.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
            }
            case WebSocketFrame _ -> {}
            default -> {}
        }
    }

    private void upgraded(ChannelHandlerContext ctx, FullHttpResponse response) {
        try {
            handshaker.finishHandshake(ctx.channel(), response);
        } catch (WebSocketHandshakeException refused) {
            closeReason = "HTTP " + response.status().code();
            ctx.close();
            return;
        }
        var subprotocol = handshaker.actualSubprotocol();
        ctx.pipeline().addBefore(ctx.name(), null, new WebSocketFrameAggregator(Transport.MAX_MESSAGE_BYTES));
        listener.opened(this, subprotocol == null ? "" : subprotocol);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        tellClosed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        closeReason = String.valueOf(cause.getMessage());
        ctx.close();
    }

    private boolean has(Quirk quirk) {
        return endpoint.quirks().contains(quirk);
    }

    void failed(String reason) {
        closeReason = reason;
        tellClosed();
    }

    private void tellClosed() {
        if (!closed) {
            closed = true;
            listener.closed(closeReason);
        }
    }

    @Override
    public void send(String text) {
        var third = text.length() / 3;
        if (!has(Quirk.Q19) || third == 0) {
            write(new TextWebSocketFrame(text));
            return;
        }
        write(new TextWebSocketFrame(false, 0, text.substring(0, third)));
        write(new ContinuationWebSocketFrame(false, 0, text.substring(third, 2 * third)));
        write(new ContinuationWebSocketFrame(true, 0, text.substring(2 * third)));
    }

    @Override
    public void ping() {
        write(new PingWebSocketFrame());
    }

    private void write(WebSocketFrame frame) {
        if (context == null) {
            frame.release();
        } else {
            context.writeAndFlush(frame);
        }
    }

    @Override
    public void close(int code, String reason) {
        if (context != null) {
            closeReason = reason;
            context.writeAndFlush(new CloseWebSocketFrame(code, reason)).addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void drop() {
        if (context != null) {
            closeReason = "dropped by the station";
            var open = context;
            if (has(Quirk.Q13)) {
                open.executor().schedule(() -> open.close(), LINGER_SECONDS, TimeUnit.SECONDS);
                tellClosed();
            } else if (has(Quirk.Q14)) {
                tellClosed();
            } else {
                open.close();
            }
        }
    }
}
