package dev.stationmaster.bench.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Upgrades and then frames text. It masks with zeros, which the protocol allows and which costs nothing, and reads only what a server sends. */
public final class StationWire extends ByteToMessageDecoder {
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int MOST_HEAD_BYTES = 8_192;

    private final Talker talker;
    private final String identity;
    private final String subprotocol;
    private final String password;
    private @Nullable ChannelHandlerContext context;
    private boolean upgraded;
    private String why = "the server closed the link";

    /** @param password for Basic authentication; empty for none */
    public StationWire(Talker talker, String identity, String subprotocol, String password) {
        this.talker = talker;
        this.password = password;
        this.identity = identity;
        this.subprotocol = subprotocol;
    }

    /** Asks for the upgrade; to be called once, when bytes can be written (after the handshake of TLS). */
    @Override
    public void channelActive(ChannelHandlerContext context) {
        this.context = context;
        String request = """
                GET /ocpp/%s HTTP/1.1
                Host: 127.0.0.1
                Upgrade: websocket
                Connection: Upgrade
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
                Sec-WebSocket-Protocol: %s
                %s
                """.formatted(identity, subprotocol, credentials()).replace("\n", "\r\n");
        context.writeAndFlush(Unpooled.copiedBuffer(request, StandardCharsets.US_ASCII));
    }

    private String credentials() {
        if (password.isEmpty()) return "";
        byte[] both = (identity + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(both) + "\n";
    }

    /** On the event loop. */
    public void say(String text) {
        var now = Objects.requireNonNull(context, "not open");
        now.writeAndFlush(masked(now, TEXT, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Ends the connection with a reset, as a power cut or a dying proxy does: nothing that is on its way arrives. */
    public void cut() {
        why = "cut";
        if (context == null) return;
        var channel = context.channel();
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        // From the first handler's place on, so that TLS says no farewell.
        channel.pipeline().firstContext().close();
    }

    private static ByteBuf masked(ChannelHandlerContext context, int opcode, byte[] payload) {
        ByteBuf out = context.alloc().ioBuffer(payload.length + 14);
        out.writeByte(0x80 | opcode);
        if (payload.length < 126) {
            out.writeByte(0x80 | payload.length);
        } else if (payload.length < 65_536) {
            out.writeByte(0x80 | 126).writeShort(payload.length);
        } else {
            out.writeByte(0x80 | 127).writeLong(payload.length);
        }
        return out.writeInt(0).writeBytes(payload);
    }

    /** True when the head of the answer has come whole and takes the upgrade. */
    private boolean upgrade(ChannelHandlerContext context, ByteBuf in) {
        String head = in.toString(StandardCharsets.US_ASCII);
        int end = head.indexOf("\r\n\r\n");
        if (end < 0 && head.length() < MOST_HEAD_BYTES) return false;
        in.skipBytes(end < 0 ? in.readableBytes() : end + 4);
        if (!head.startsWith("HTTP/1.1 101 ")) {
            why = "refused: " + head.lines().findFirst().orElse("");
            in.skipBytes(in.readableBytes());
            context.close();
            return false;
        }
        upgraded = true;
        talker.opened(this);
        return true;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (!upgraded && !upgrade(context, in)) return;
        while (in.readableBytes() >= 2) {
            int opcode = in.getByte(in.readerIndex()) & 0x0f;
            int first = in.getByte(in.readerIndex() + 1) & 0x7f;
            int header = first < 126 ? 2 : first == 126 ? 4 : 10;
            if (in.readableBytes() < header) return;
            int length =
                    switch (first) {
                        case 126 -> in.getUnsignedShort(in.readerIndex() + 2);
                        case 127 -> (int) in.getLong(in.readerIndex() + 2);
                        default -> first;
                    };
            if (in.readableBytes() < header + length) return;
            in.skipBytes(header);
            byte[] payload = new byte[length];
            in.readBytes(payload);
            frame(context, opcode, payload);
        }
    }

    private void frame(ChannelHandlerContext context, int opcode, byte[] payload) {
        switch (opcode) {
            case TEXT -> talker.heard(this, new String(payload, StandardCharsets.UTF_8));
            case PING -> context.writeAndFlush(masked(context, PONG, payload));
            case CLOSE -> context.close();
            default -> {}
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        super.channelInactive(context);
        talker.closed(this, why);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        why = String.valueOf(cause);
        context.close();
    }
}
