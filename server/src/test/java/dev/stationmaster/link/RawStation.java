package dev.stationmaster.link;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** A station that writes its bytes itself, so that a test can write any. Waits at most five seconds for anything. */
public final class RawStation implements AutoCloseable {
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;
    private static final byte[] MASK = {1, 2, 3, 4};

    private final Socket socket;
    private final DataInputStream in;

    public RawStation(Socket socket) {
        try {
            this.socket = socket;
            socket.setSoTimeout(5_000);
            in = new DataInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static RawStation at(int port) {
        try {
            return new RawStation(new Socket("127.0.0.1", port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connects and upgrades with that subprotocol, which must succeed. */
    public static RawStation connect(int port, String path, String subprotocol, String... headers) {
        var station = at(port);
        var all = new ArrayList<>(List.of(headers));
        all.add("Sec-WebSocket-Protocol: " + subprotocol);
        Answer answer = station.upgrade(path, all.toArray(String[]::new));
        if (answer.status() != 101) throw new IllegalStateException(answer.toString());
        return station;
    }

    /** What came back on a request. */
    public record Answer(int status, List<String> headers, String body) {
        /** The value of that header; empty text when there is none. */
        public String header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ": ";
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()))
                    .findFirst()
                    .orElse("");
        }
    }

    /** One frame of the server. */
    public record Frame(int opcode, boolean compressed, byte[] payload) {
        public String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        public int closeCode() {
            return payload.length < 2 ? -1 : (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
        }

        public String closeReason() {
            return new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
        }
    }

    public static String basic(String user, byte[] secret) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes((user + ":").getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(secret);
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    public static String basic(String user, String secret) {
        return basic(user, secret.getBytes(StandardCharsets.UTF_8));
    }

    public Answer upgrade(String path, String... headers) {
        var lines = new ArrayList<String>();
        lines.add("Connection: Upgrade");
        lines.add("Upgrade: websocket");
        lines.add("Sec-WebSocket-Version: 13");
        lines.add("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
        lines.addAll(List.of(headers));
        return request("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", lines) + "\r\n\r\n");
    }

    public Answer request(String text) {
        try {
            raw(text.getBytes(StandardCharsets.ISO_8859_1));
            int status = Integer.parseInt(line().split(" ")[1]);
            List<String> headers = new ArrayList<>();
            for (String line; !(line = line()).isEmpty(); ) headers.add(line);
            var answer = new Answer(status, headers, "");
            String length = answer.header("content-length");
            if (length.isEmpty()) return answer;
            return new Answer(
                    status,
                    headers,
                    new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8).trim());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c; (c = in.readUnsignedByte()) != '\n'; ) if (c != '\r') line.append((char) c);
        return line.toString();
    }

    public void raw(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void text(String message) {
        frame(0x80 | TEXT, message.getBytes(StandardCharsets.UTF_8));
    }

    /** @param first FIN, reserved bits and opcode */
    public void frame(int first, byte[] payload) {
        var bytes = new ByteArrayOutputStream();
        bytes.write(first);
        if (payload.length < 126) {
            bytes.write(0x80 | payload.length);
        } else if (payload.length < 65_536) {
            bytes.write(0x80 | 126);
            bytes.write(payload.length >> 8);
            bytes.write(payload.length);
        } else {
            bytes.write(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) bytes.write((int) ((long) payload.length >> shift));
        }
        bytes.writeBytes(MASK);
        for (int i = 0; i < payload.length; i++) bytes.write(payload[i] ^ MASK[i % 4]);
        raw(bytes.toByteArray());
    }

    /** Sends the message and waits for the next text. */
    public String ask(String message) {
        text(message);
        return nextText();
    }

    public String nextText() {
        for (Frame frame; ; ) {
            frame = next();
            if (frame.opcode() == TEXT) return frame.text();
            if (frame.opcode() == CLOSE) throw new IllegalStateException("closed with " + frame.closeCode());
        }
    }

    public Frame next() {
        try {
            int first = in.readUnsignedByte();
            long length = in.readUnsignedByte();
            if (length == 126) length = in.readUnsignedShort();
            else if (length == 127) length = in.readLong();
            return new Frame(first & 0xF, (first & 0x40) != 0, in.readNBytes((int) length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server's close frame, whatever comes before it. */
    public Frame awaitClose() {
        for (Frame frame; ; ) {
            frame = next();
            if (frame.opcode() == CLOSE) return frame;
        }
    }

    /** Whether the TCP connection ends, after whatever else is sent. */
    public boolean ended() {
        try {
            while (in.read() >= 0) continue;
            return true;
        } catch (EOFException | SocketException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
