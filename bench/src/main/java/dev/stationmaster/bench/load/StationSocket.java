package dev.stationmaster.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One station's WebSocket after the upgrade. It masks with zeros, which the protocol allows and which costs nothing, reads only what a server
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
    private boolean talking;

    StationSocket(Load load, Script script) {
        this.load = load;
        this.script = script;
    }

    /** On the event loop. */
    void talk(ChannelHandlerContext context) {
        talking = true;
        say(context, script.action(), script.payload());
    }

    void say(ChannelHandlerContext context, String action, String payload) {
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
                script.answered(frame.substring(frame.indexOf(',', 4) + 1, frame.length() - 1));
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
