package dev.stationmaster.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code postmaster.pid}, which a running PostgreSQL keeps in its folder.
 *
 * @param pid of the postmaster that wrote it; it may be long dead
 * @param port it listens on; 0 while the file is being written
 * @param state its last line: {@code starting}, {@code ready} …; empty while the file is being written
 */
record PidFile(long pid, int port, String state) {
    private static final int PORT_LINE = 3;
    private static final int STATE_LINE = 7;

    /** Empty when there is no file, or none that can be read yet. */
    static Optional<PidFile> read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return Optional.of(new PidFile(
                    Long.parseLong(lines.getFirst().strip()),
                    lines.size() > PORT_LINE
                            ? Integer.parseInt(lines.get(PORT_LINE).strip())
                            : 0,
                    lines.size() > STATE_LINE ? lines.get(STATE_LINE).strip() : ""));
        } catch (IOException | RuntimeException absentOrHalfWritten) {
            return Optional.empty();
        }
    }

    boolean ready(long expectedPid) {
        return pid == expectedPid && state.equals("ready");
    }
}
