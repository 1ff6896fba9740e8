package dev.stationmaster.file;

import dev.stationmaster.file.FileGrant.Direction;
import dev.stationmaster.file.FileRefused.Why;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door through which stations bring and fetch files by HTTP. The credentials stand in the path, because many stations can send none
 * otherwise; PUT and POST are taken alike (N01.FR.18), raw and multipart.
 */
final class FileServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(FileServlet.class);

    private final transient FileService files;

    FileServlet(FileService files) {
        this.files = files;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        try {
            switch (request.getMethod()) {
                case "GET", "HEAD" -> give(request, response);
                case "PUT", "POST" -> take(request, response);
                default -> {
                    response.setHeader("Allow", "GET, HEAD, PUT, POST");
                    say(response, 405, "method-not-allowed", "files are fetched by GET and brought by PUT or POST");
                }
            }
        } catch (FileRefused refused) {
            files.counted(refused, "http");
            say(response, refused.httpStatus(), refused.why().code(), String.valueOf(refused.getMessage()));
        } catch (IOException cutShort) {
            // The other side is gone; whoever still listens is told that nothing was kept.
            log.info("event=file-transfer-broken method={} cause=\"{}\"", request.getMethod(), cutShort.getMessage());
            if (!response.isCommitted()) say(response, 400, "cut-short", "the transfer was cut short");
        }
    }

    private void take(HttpServletRequest request, HttpServletResponse response) throws IOException {
        GrantPath path = GrantPath.of(request.getRequestURI());
        FileGrant grant = files.enter(path.grant(), path.secret(), Direction.UPLOAD);
        // Of a multipart body the length says a little more than the file's, which does no harm.
        try (Reception reception = files.begin(request.getContentLengthLong())) {
            InputStream in = request.getInputStream();
            var multipart = MultipartBody.of(request.getContentType(), in);
            String[] name = {path.name()};
            if (multipart.isEmpty()) {
                in.transferTo(reception);
            } else {
                boolean found = multipart.get().copyFile(given -> {
                    if (given != null && !given.isBlank()) name[0] = given;
                    return reception;
                });
                if (!found) throw new FileRefused(Why.NO_FILE);
            }
            if (reception.size() == 0) throw new FileRefused(Why.NO_FILE);
            StoredFile file = files.brought(grant, name[0], reception);
            files.announce(file);
            say(response, 200, "stored", file.sizeBytes() + " bytes stored");
        }
    }

    private void give(HttpServletRequest request, HttpServletResponse response) throws IOException {
        GrantPath path = GrantPath.of(request.getRequestURI());
        FileGrant grant = files.enter(path.grant(), path.secret(), Direction.DOWNLOAD);
        StoredFile file = files.granted(grant);
        boolean whole = send(files.path(file), file, request, response);
        if (whole && !request.getMethod().equals("HEAD")) files.fetched(grant);
    }

    /** Answers with the file or the part of it that is wanted. @return whether the last byte of the file was sent */
    static boolean send(
            java.nio.file.Path bytes, StoredFile file, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String tag = '"' + file.sha256() + '"';
        long size = file.sizeBytes();
        String condition = request.getHeader("If-Range");
        ByteRange range = condition == null || condition.equals(tag)
                ? ByteRange.of(request.getHeader("Range"), size)
                : ByteRange.all(size);
        response.setHeader("Accept-Ranges", "bytes");
        response.setHeader("ETag", tag);
        response.setHeader(
                "Last-Modified",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(file.storedAt().atOffset(ZoneOffset.UTC)));
        if (range.equals(ByteRange.NONE)) {
            response.setHeader("Content-Range", "bytes */" + size);
            response.setStatus(416);
            return false;
        }
        if (!range.isAllOf(size)) {
            response.setHeader("Content-Range", "bytes " + range.first() + "-" + range.last() + "/" + size);
            response.setStatus(206);
        }
        response.setContentType("application/octet-stream");
        response.setContentLengthLong(range.length());
        if (request.getMethod().equals("HEAD")) return false;
        try (FileChannel channel = FileChannel.open(bytes, StandardOpenOption.READ)) {
            copy(channel, range, response.getOutputStream());
        }
        return range.last() == size - 1;
    }

    private static void copy(FileChannel from, ByteRange range, OutputStream out) throws IOException {
        from.position(range.first());
        InputStream in = Channels.newInputStream(from);
        byte[] buffer = new byte[64 * 1024];
        long left = range.length();
        while (left > 0) {
            int length = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (length < 0) throw new IOException("the file is shorter than it was");
            out.write(buffer, 0, length);
            left -= length;
        }
        out.flush();
    }

    private static void say(HttpServletResponse response, int status, String code, @Nullable String words)
            throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=UTF-8");
        response.getOutputStream().println(code + ": " + words);
    }
}
