package dev.stationmaster.alert;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A mail server that takes everything from who knows the password, and keeps what it took. */
final class TinySmtp implements AutoCloseable {
    private final ServerSocket door;
    private final BlockingQueue<String> mails = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> logins = new LinkedBlockingQueue<>();

    TinySmtp() throws IOException {
        door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::serve);
    }

    int port() {
        return door.getLocalPort();
    }

    /** The next mail as it came, with its headers; null when none comes within half a minute. */
    @Nullable
    String mail() throws InterruptedException {
        return mails.poll(30, TimeUnit.SECONDS);
    }

    /** What was presented to log in, in Base64. */
    @Nullable
    String login() throws InterruptedException {
        return logins.poll(30, TimeUnit.SECONDS);
    }

    private void serve() {
        while (!door.isClosed()) {
            try (Socket socket = door.accept()) {
                talk(socket);
            } catch (IOException gone) {
                // the next one comes, or the door is closed
            }
        }
    }

    private void talk(Socket socket) throws IOException {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        say(socket, "220 tiny");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String word = line.toUpperCase(Locale.ROOT);
            if (word.startsWith("EHLO")) {
                say(socket, "250-tiny");
                say(socket, "250 AUTH PLAIN");
            } else if (word.startsWith("AUTH PLAIN")) {
                logins.add(line.substring("AUTH PLAIN".length()).strip());
                say(socket, "235 known");
            } else if (word.equals("DATA")) {
                say(socket, "354 go on");
                var mail = new StringBuilder();
                for (String part = in.readLine(); part != null && !part.equals("."); part = in.readLine())
                    mail.append(part).append('\n');
                mails.add(mail.toString());
                say(socket, "250 taken");
            } else if (word.equals("QUIT")) {
                say(socket, "221 bye");
                return;
            } else {
                say(socket, "250 ok");
            }
        }
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
