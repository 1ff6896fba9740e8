package dev.stationmaster.simulator.load;

import dev.stationmaster.simulator.wire.Endpoint;
import dev.stationmaster.simulator.wire.Transport;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * A station that costs next to nothing: one message in flight, its answer looked at by its second byte only. In a closed loop the next
 * message follows the answer; in an open loop messages come when they are due and their latency counts from then.
 */
final class LoadStation extends SimpleChannelInboundHandler<Object> {
    /** Hears when the station is ready, or has failed to become so; on the station's loop. */
    interface Ready {
        void done(LoadStation station, @Nullable String failure);
    }

    private final String bootPayload;
    private final Script script;
    private final LoopTally tally;
    private final Ready ready;
    private @Nullable WebSocketClientHandshaker handshaker;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ArrayDeque<Long> due;
    private @Nullable Workload workload;
    private boolean closedLoop;
    private boolean booted;
    private boolean inFlight;
    private long since;
    private long id;

    LoadStation(Endpoint endpoint, String bootPayload, Script script, LoopTally tally, Ready ready) {
        this.handshaker = Transport.handshaker(endpoint);
        this.bootPayload = bootPayload;
        this.script = script;
        this.tally = tally;
        this.ready = ready;
        this.since = System.nanoTime();
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        if (handshaker != null) {
            handshaker.handshake(ctx.channel());
        }
    }

    /** Begins, or with null ends, to put on load. On the station's loop. */
    void work(@Nullable Workload newWorkload, boolean inClosedLoop) {
        workload = newWorkload;
        closedLoop = inClosedLoop;
        due = newWorkload == null || inClosedLoop ? null : new ArrayDeque<>(2);
        if (newWorkload != null && inClosedLoop && !inFlight) {
            send(System.nanoTime());
        }
    }

    /** Open loop: a message is due. */
    void due(long at) {
        if (due != null) {
            if (inFlight) {
                due.add(at);
            } else {
                send(at);
            }
        }
    }

    private void send(long countedFrom) {
        var ctx = context;
        if (ctx == null || workload == null || !ctx.channel().isActive()) {
            return;
        }
        var text = tally.scratch;
        text.setLength(0);
        text.append("[2,\"").append(Long.toHexString(id++)).append("\",");
        script.next(workload, text);
        text.append(']');
        write(ctx, text, countedFrom);
    }

    private void write(ChannelHandlerContext ctx, CharSequence text, long countedFrom) {
        inFlight = true;
        since = countedFrom;
        ctx.writeAndFlush(new TextWebSocketFrame(ByteBufUtil.writeAscii(ctx.alloc(), text)));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Object message) {
        switch (message) {
            case TextWebSocketFrame text -> frame(ctx, text.content());
            case FullHttpResponse response -> upgraded(ctx, response);
            case PingWebSocketFrame ping ->
                ctx.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
            case CloseWebSocketFrame _ -> ctx.close();
            default -> {}
        }
    }

    private void upgraded(ChannelHandlerContext ctx, FullHttpResponse response) {
        try {
            if (handshaker != null) {
                handshaker.finishHandshake(ctx.channel(), response);
            }
        } catch (WebSocketHandshakeException refused) {
            ready.done(this, "HTTP " + response.status().code());
            booted = true;
            ctx.close();
            return;
        }
        handshaker = null;
        write(ctx, "[2,\"boot\",\"BootNotification\"," + bootPayload + "]", since);
    }

    private void frame(ChannelHandlerContext ctx, ByteBuf frame) {
        switch (frame.getByte(frame.readerIndex() + 1)) {
            case '3' -> {
                inFlight = false;
                tally.answered++;
                tally.latencies.record(System.nanoTime() - since);
                if (booted) {
                    script.answered(frame);
                } else {
                    booted = true;
                    ready.done(this, null);
                }
                goOn();
            }
            case '4' -> {
                inFlight = false;
                tally.errors++;
                if (!booted) {
                    booted = true;
                    ready.done(this, "CALLERROR to BootNotification");
                }
                goOn();
            }
            case '2' -> refuse(ctx, frame.toString(StandardCharsets.UTF_8));
            default -> {}
        }
    }

    private void goOn() {
        if (workload != null && closedLoop) {
            send(System.nanoTime());
        } else if (due != null && !due.isEmpty()) {
            send(due.remove());
        }
    }

    /** A CALL of the server: it is told that this is not a real station. */
    private static void refuse(ChannelHandlerContext ctx, String call) {
        var from = call.indexOf('"') + 1;
        var to = call.indexOf('"', from);
        if (from > 0 && to > from) {
            var answer = "[4,\"" + call.substring(from, to) + "\",\"NotSupported\",\"\",{}]";
            ctx.writeAndFlush(new TextWebSocketFrame(answer));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!booted) {
            booted = true;
            ready.done(this, "closed by the server");
        } else {
            tally.lost++;
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }

    void close() {
        if (context != null) {
            context.writeAndFlush(new CloseWebSocketFrame(1000, "done")).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
