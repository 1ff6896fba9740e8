package dev.stationmaster.file;

import dev.stationmaster.file.FileGrant.Direction;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.ftpserver.ftplet.FtpFile;
import org.jspecify.annotations.Nullable;

/** A name by FTP: a folder, which costs nothing, or the file of the grant. */
record FtpEntry(FtpView view, String path, boolean folder) implements FtpFile {
    @Override
    public String getAbsolutePath() {
        return path;
    }

    @Override
    public String getName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public boolean isHidden() {
        return false;
    }

    @Override
    public boolean isDirectory() {
        return folder;
    }

    @Override
    public boolean isFile() {
        return !folder && doesExist();
    }

    @Override
    public boolean doesExist() {
        return folder || view.size() >= 0;
    }

    @Override
    public boolean isReadable() {
        return doesExist();
    }

    @Override
    public boolean isWritable() {
        return view.grant().direction() == Direction.UPLOAD;
    }

    @Override
    public boolean isRemovable() {
        return false;
    }

    @Override
    public String getOwnerName() {
        return "station";
    }

    @Override
    public String getGroupName() {
        return "station";
    }

    @Override
    public int getLinkCount() {
        return folder ? 2 : 1;
    }

    @Override
    public long getLastModified() {
        return 0;
    }

    @Override
    public boolean setLastModified(long time) {
        return true;
    }

    @Override
    public long getSize() {
        return folder ? 0 : Math.max(0, view.size());
    }

    @Override
    public @Nullable Object getPhysicalFile() {
        return null;
    }

    /** Some stations make a folder for their logs first. */
    @Override
    public boolean mkdir() {
        return true;
    }

    @Override
    public boolean delete() {
        return false;
    }

    @Override
    public boolean move(FtpFile destination) {
        return false;
    }

    @Override
    public List<FtpFile> listFiles() {
        if (!folder || view.size() < 0) return List.of();
        String in = path.equals("/") ? "/" : path + "/";
        return List.of(new FtpEntry(view, in + view.grant().name(), false));
    }

    @Override
    public OutputStream createOutputStream(long offset) throws IOException {
        if (offset > 0) throw new IOException("an upload begins at its beginning");
        return view.write(getName());
    }

    @Override
    public InputStream createInputStream(long offset) throws IOException {
        return view.read(offset);
    }
}
