package dev.stationmaster.link;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** WebSocket frames as a server sends them: unmasked, never fragmented (RFC 6455 §5.2). It spares each link an encoder in its pipeline. */
final class WireBytes {
    private static final int FIN = 0x80;
    private static final int COMPRESSED = 0x40;
    private static final int TEXT = 0x1;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;

    private WireBytes() {}

    static ByteBuf text(byte[] message) {
        return frame(FIN | TEXT, message);
    }

    static ByteBuf compressedText(byte[] deflated) {
        return frame(FIN | COMPRESSED | TEXT, deflated);
    }

    static ByteBuf ping() {
        return frame(FIN | PING, new byte[0]);
    }

    static ByteBuf pong(byte[] pinged) {
        return frame(FIN | PONG, pinged);
    }

    /** @param reason cut to the 123 bytes that a control frame has room for */
    static ByteBuf close(int code, String reason) {
        byte[] words = reason.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(words.length, 123);
        while (length < words.length && length > 0 && (words[length] & 0xC0) == 0x80) length--;
        byte[] body = new byte[2 + length];
        body[0] = (byte) (code >> 8);
        body[1] = (byte) code;
        System.arraycopy(words, 0, body, 2, length);
        return frame(FIN | CLOSE, body);
    }

    /** The answer to a close frame that carried no code. */
    static ByteBuf emptyClose() {
        return frame(FIN | CLOSE, new byte[0]);
    }

    /** Whether these bytes are well-formed UTF-8; plain ASCII, the usual case, is settled in one pass without allocation. */
    static boolean isUtf8(byte[] bytes) {
        int i = 0;
        while (i < bytes.length && bytes[i] >= 0) i++;
        if (i == bytes.length) return true;
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, i, bytes.length - i));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static ByteBuf frame(int firstByte, byte[] body) {
        int head = body.length < 126 ? 2 : body.length < 65_536 ? 4 : 10;
        byte[] all = new byte[head + body.length];
        all[0] = (byte) firstByte;
        if (head == 2) {
            all[1] = (byte) body.length;
        } else if (head == 4) {
            all[1] = 126;
            all[2] = (byte) (body.length >> 8);
            all[3] = (byte) body.length;
        } else {
            all[1] = 127;
            for (int i = 0; i < 4; i++) all[6 + i] = (byte) (body.length >> 24 - 8 * i);
        }
        System.arraycopy(body, 0, all, head, body.length);
        return Unpooled.wrappedBuffer(all);
    }
}
