package dev.stationmaster.file;

import dev.stationmaster.file.FileGrant.Direction;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpFile;
import org.jspecify.annotations.Nullable;

/** What one grant sees by FTP: folders as it likes, and the one file it is for, under any name. */
final class FtpView implements FileSystemView {
    private final FileService files;
    private final FileGrant grant;
    private String folder = "/";
    private @Nullable FtpUpload upload;

    FtpView(FileService files, FileGrant grant) {
        this.files = files;
        this.grant = grant;
    }

    FileGrant grant() {
        return grant;
    }

    /** The upload that was begun last, once; null when there is none. */
    @Nullable
    FtpUpload takeUpload() {
        FtpUpload taken = upload;
        upload = null;
        return taken;
    }

    OutputStream write(String name) throws IOException {
        try {
            FileGrant now = files.again(grant, Direction.UPLOAD);
            var begun = new FtpUpload(files, now, name, files.begin(-1));
            upload = begun;
            return begun;
        } catch (FileRefused refused) {
            throw files.counted(refused, "ftp");
        }
    }

    InputStream read(long offset) throws IOException {
        try {
            StoredFile file = files.granted(files.again(grant, Direction.DOWNLOAD));
            FileChannel channel = FileChannel.open(files.path(file), StandardOpenOption.READ);
            channel.position(offset);
            return Channels.newInputStream(channel);
        } catch (FileRefused refused) {
            throw files.counted(refused, "ftp");
        }
    }

    /** -1 when there is nothing to fetch. */
    long size() {
        if (grant.direction() != Direction.DOWNLOAD) return -1;
        try {
            return files.granted(grant).sizeBytes();
        } catch (FileRefused gone) {
            return -1;
        }
    }

    @Override
    public FtpFile getHomeDirectory() {
        return new FtpEntry(this, "/", true);
    }

    @Override
    public FtpFile getWorkingDirectory() {
        return new FtpEntry(this, folder, true);
    }

    @Override
    public boolean changeWorkingDirectory(String path) {
        folder = absolute(path);
        return true;
    }

    @Override
    public FtpFile getFile(String path) {
        String name = absolute(path);
        return new FtpEntry(
                this, name, path.isEmpty() || path.endsWith("/") || path.equals(".") || name.equals(folder));
    }

    private String absolute(String path) {
        String joined = path.startsWith("/") ? path : folder + "/" + path;
        String clean = joined.replace("/./", "/").replaceAll("/+", "/").replaceAll("/\\.?$", "");
        return clean.isEmpty() ? "/" : clean;
    }

    @Override
    public boolean isRandomAccessible() {
        return grant.direction() == Direction.DOWNLOAD;
    }

    @Override
    public void dispose() {
        upload = null;
    }
}
