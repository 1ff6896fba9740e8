package dev.stationmaster.file;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * An upload by FTP. It is stored when the stream is closed, so that the station is told of success afterwards only; but a stream is closed after a
 * broken transfer too, and whether it was one shows in the reply: see {@link FtpOutcomes}.
 */
final class FtpUpload extends OutputStream {
    private final FileService files;
    private final FileGrant grant;
    private final String name;
    private final Reception reception;
    private boolean closed;
    private boolean failed;
    private @Nullable StoredFile stored;

    FtpUpload(FileService files, FileGrant grant, String name, Reception reception) {
        this.files = files;
        this.grant = grant;
        this.name = name;
        this.reception = reception;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            reception.write(bytes, offset, length);
        } catch (FileRefused refused) {
            if (failed) throw refused;
            failed = true;
            throw files.counted(refused, "ftp");
        } catch (IOException e) {
            failed = true;
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) return;
        closed = true;
        try (reception) {
            if (!failed && reception.size() > 0) stored = files.brought(grant, name, reception);
        }
    }

    /** The transfer was whole. */
    void confirm() {
        if (stored != null) files.announce(stored);
    }

    /** The transfer was cut short. */
    void undo() {
        if (stored != null) files.undo(grant, stored);
    }
}
