package dev.stationmaster.file;

import dev.stationmaster.file.FileRefused.Why;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file on its way in: written, measured and hashed as it comes, refused when it grows too large. */
final class Reception extends OutputStream {
    private final FileFolder folder;
    private final Path part;
    private final long limitBytes;
    private final FileChannel channel;
    private final MessageDigest digest;
    private long size;

    Reception(FileFolder folder, long limitBytes) throws IOException {
        this.folder = folder;
        this.part = folder.newPart();
        this.limitBytes = limitBytes;
        this.channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (size + length > limitBytes) throw new FileRefused(Why.TOO_LARGE);
        var buffer = ByteBuffer.wrap(bytes, offset, length);
        while (buffer.hasRemaining()) channel.write(buffer);
        digest.update(bytes, offset, length);
        size += length;
    }

    long size() {
        return size;
    }

    /** To be asked once, after the last byte. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Brings the bytes to the disk. @return the finished part */
    Path finished() throws IOException {
        channel.force(true);
        channel.close();
        return part;
    }

    /** Throws away what was not finished, or not kept. */
    @Override
    public void close() throws IOException {
        channel.close();
        folder.discard(part);
    }
}
