package dev.stationmaster.file;

import dev.stationmaster.platform.ServerOptions;
import dev.stationmaster.platform.StartRefused;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The bytes of files, below the data folder: each whole under its id, or as a part that is still coming in. */
@Component
class FileFolder {
    private static final Logger log = LoggerFactory.getLogger(FileFolder.class);
    private static final String PART = ".part";

    private final Path folder;

    FileFolder(ServerOptions options) {
        this.folder = options.data().resolve("files");
        try {
            Files.createDirectories(folder);
            // What a crash left half is worth nothing: nobody was told that it arrived.
            try (var all = Files.list(folder)) {
                List<Path> parts =
                        all.filter(file -> file.toString().endsWith(PART)).toList();
                for (Path part : parts) Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new StartRefused("cannot use the folder " + folder + " for files", e);
        }
    }

    Path newPart() {
        return folder.resolve(UUID.randomUUID() + PART);
    }

    /** Makes a part, already written to the disk, the file of that id; it lasts when this returns. */
    void keep(Path part, UUID id) throws IOException {
        Files.move(part, path(id), StandardCopyOption.ATOMIC_MOVE);
        try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    Path path(UUID id) {
        return folder.resolve(id.toString());
    }

    void delete(UUID id) {
        discard(path(id));
    }

    void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("event=file-not-deleted file={} cause={}", file.getFileName(), e.toString());
        }
    }

    /** Free bytes of the file system. */
    long free() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }
}
