package dev.stationmaster.simulator.station;

import dev.stationmaster.simulator.wire.Tls;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;

/** Fetches and brings files as stations in the field do: by HTTP or FTP, whole or in pieces, with PUT, POST, or a form. Blocks. */
final class FileTransfer {
    /** How a file is brought by HTTP. */
    enum Way {
        PUT,
        POST,
        FORM
    }

    private static final int TIMEOUT_MILLIS = 30_000;
    private static final String BOUNDARY = "simulated-station-7e57";

    private final @Nullable Path trust;

    /** @param trust PEM with the server's certificate or its issuers, for https; null trusts everybody */
    FileTransfer(@Nullable Path trust) {
        this.trust = trust;
    }

    byte[] fetch(URI location) throws IOException {
        if (!isHttp(location)) {
            try (InputStream in = open(location).getInputStream()) {
                return in.readAllBytes();
            }
        }
        HttpURLConnection head = http(location, "HEAD");
        check(head);
        long size = head.getContentLengthLong();
        boolean pieces = size > 1 && "bytes".equals(head.getHeaderField("Accept-Ranges"));
        var whole = new ByteArrayOutputStream();
        if (!pieces) {
            whole.writeBytes(get(location, null));
        } else {
            whole.writeBytes(get(location, "bytes=0-" + (size / 2 - 1)));
            whole.writeBytes(get(location, "bytes=" + size / 2 + "-"));
        }
        if (size >= 0 && whole.size() != size) {
            throw new IOException("fetched " + whole.size() + " of " + size + " bytes");
        }
        return whole.toByteArray();
    }

    private byte[] get(URI location, @Nullable String range) throws IOException {
        HttpURLConnection connection = http(location, "GET");
        if (range != null) {
            connection.setRequestProperty("Range", range);
        }
        check(connection);
        try (InputStream in = connection.getInputStream()) {
            return in.readAllBytes();
        }
    }

    /** A location that ends in a slash gets the name appended. */
    void bring(URI location, String name, byte[] content, Way way) throws IOException {
        URI target = location.toString().endsWith("/") ? URI.create(location + name) : location;
        if (isHttp(target)) {
            bringByHttp(target, name, content, way);
        } else {
            URLConnection connection = open(target);
            connection.setDoOutput(true);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(content);
            }
        }
    }

    private void bringByHttp(URI target, String name, byte[] content, Way way) throws IOException {
        HttpURLConnection connection = http(target, way == Way.PUT ? "PUT" : "POST");
        byte[] body = content;
        if (way == Way.FORM) {
            connection.setRequestProperty("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
            body = form(name, content);
        }
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(body.length);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
        check(connection);
    }

    private static byte[] form(String name, byte[] content) {
        var body = new ByteArrayOutputStream();
        String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: text/plain\r\n\r\n";
        body.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(content);
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }

    private static boolean isHttp(URI location) {
        return "http".equals(location.getScheme()) || "https".equals(location.getScheme());
    }

    private HttpURLConnection http(URI location, String method) throws IOException {
        var connection = (HttpURLConnection) open(location);
        connection.setRequestMethod(method);
        return connection;
    }

    private URLConnection open(URI location) throws IOException {
        URLConnection connection;
        try {
            connection = location.toURL().openConnection();
        } catch (IllegalArgumentException e) {
            throw new IOException("no usable URL: " + location, e);
        }
        if (connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(Tls.sockets(trust));
            if (trust == null) {
                secure.setHostnameVerifier((_, _) -> true);
            }
        }
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setUseCaches(false);
        return connection;
    }

    private static void check(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        if (status < 200 || status >= 300) {
            throw new IOException("HTTP " + status);
        }
    }
}
