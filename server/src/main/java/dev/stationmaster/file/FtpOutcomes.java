package dev.stationmaster.file;

import dev.stationmaster.file.FileGrant.Direction;
import java.util.Locale;
import org.apache.ftpserver.ftplet.DefaultFtplet;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.ftplet.FtpSession;
import org.apache.ftpserver.ftplet.FtpletResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Learns from the replies whether transfers were whole. */
final class FtpOutcomes extends DefaultFtplet {
    private static final Logger log = LoggerFactory.getLogger(FtpOutcomes.class);

    private final FileService files;

    FtpOutcomes(FileService files) {
        this.files = files;
    }

    @Override
    public @Nullable FtpletResult afterCommand(FtpSession session, FtpRequest request, @Nullable FtpReply reply)
            throws FtpException {
        if (!(session.getFileSystemView() instanceof FtpView view)) return null;
        boolean whole = reply != null && reply.getCode() == FtpReply.REPLY_226_CLOSING_DATA_CONNECTION;
        switch (request.getCommand().toUpperCase(Locale.ROOT)) {
            case "STOR", "STOU", "APPE" -> {
                FtpUpload upload = view.takeUpload();
                if (upload != null) aside(whole ? upload::confirm : upload::undo);
            }
            case "RETR" -> {
                if (whole && view.grant().direction() == Direction.DOWNLOAD) aside(() -> files.fetched(view.grant()));
            }
            default -> {}
        }
        return null;
    }

    /** The library's threads are few, and facts are committed on virtual ones. */
    private static void aside(Runnable what) {
        Thread.ofVirtual().name("ftp-outcome").start(() -> {
            try {
                what.run();
            } catch (RuntimeException e) {
                log.error("event=ftp-outcome-lost", e);
            }
        });
    }
}
