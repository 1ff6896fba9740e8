package dev.stationmaster.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One station's WebSocket: upgrades, boots, and then talks. It masks with zeros, which the protocol allows and which costs nothing, reads only what a server
 * sends, and says the next thing as soon as it is answered.
 */
final class StationSocket extends ByteToMessageDecoder {
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;

    private final Load load;
    private final Script script;
    private long number;
    private long sentNanos;
    private final String identity;
    private final String subprotocol;
    private boolean upgraded;
    private boolean talking;

    StationSocket(Load load, Script script, String identity, String subprotocol) {
        this.load = load;
        this.script = script;
        this.identity = identity;
        this.subprotocol = subprotocol;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        String request = """
                GET /ocpp/%s HTTP/1.1
                Host: 127.0.0.1
                Upgrade: websocket
                Connection: Upgrade
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
                Sec-WebSocket-Protocol: %s

                """.formatted(identity, subprotocol).replace("\n", "\r\n");
        context.writeAndFlush(Unpooled.copiedBuffer(request, StandardCharsets.US_ASCII));
    }

    /** True when the head of the answer has come whole. */
    private boolean upgrade(ChannelHandlerContext context, ByteBuf in) {
        String head = in.toString(StandardCharsets.US_ASCII);
        int end = head.indexOf("\r\n\r\n");
        if (end < 0) return false;
        in.skipBytes(end + 4);
        if (!head.startsWith("HTTP/1.1 101 ")) {
            load.failed(head.lines().findFirst().orElse(""));
            context.close();
            return false;
        }
        upgraded = true;
        if (subprotocol.equals("ocpp1.6")) {
            say(context, "BootNotification", "{\"chargePointVendor\":\"Bench\",\"chargePointModel\":\"Load\"}");
        } else {
            say(
                    context,
                    "BootNotification",
                    "{\"reason\":\"PowerUp\",\"chargingStation\":{\"vendorName\":\"Bench\",\"model\":\"Load\"}}");
        }
        return true;
    }

    /** On the event loop. */
    void talk(ChannelHandlerContext context) {
        talking = true;
        say(context, script.action(), script.payload());
    }

    private void say(ChannelHandlerContext context, String action, String payload) {
        byte[] frame = ("[2,\"" + ++number + "\",\"" + action + "\"," + payload + "]").getBytes(StandardCharsets.UTF_8);
        sentNanos = System.nanoTime();
        context.writeAndFlush(masked(context, TEXT, frame));
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
            case TEXT -> text(context, new String(payload, StandardCharsets.UTF_8));
            case PING -> context.writeAndFlush(masked(context, 10, payload));
            case CLOSE -> context.close();
            default -> {}
        }
    }

    private void text(ChannelHandlerContext context, String frame) {
        if (frame.startsWith("[2,")) {
            load.failed("the server asked: " + frame);
            return;
        }
        long nanos = System.nanoTime() - sentNanos;
        if (!frame.startsWith("[3,\"" + number + "\",")) {
            load.failed(frame);
        } else if (!talking) {
            load.booted(frame);
            return;
        } else {
            load.answered(nanos);
            try {
                load.promised(script.answered(frame.substring(frame.indexOf(',', 4) + 1, frame.length() - 1)));
            } catch (RuntimeException e) {
                load.failed(e.getMessage() + "");
            }
        }
        if (talking && load.goesOn()) say(context, script.action(), script.payload());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        super.channelInactive(context);
        if (load.goesOn()) load.failed("the server closed a link");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        load.failed(String.valueOf(cause));
        context.close();
    }
}
