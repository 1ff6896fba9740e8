package dev.stationmaster.simulator.journal;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Journals of any number of stations as JSON lines in one file, appended in the order in which the outcomes came. Thread-safe. */
public final class JournalFile implements AutoCloseable {
    private final BufferedWriter out;

    /** Opens {@code file} for appending; creates it when it is not there. */
    public JournalFile(Path file) {
        try {
            this.out = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException notWritable) {
            throw new UncheckedIOException("journal " + file + ": " + notWritable.getMessage(), notWritable);
        }
    }

    synchronized void append(Entry entry) {
        try {
            out.write(entry.line());
            out.newLine();
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /** Writes what is still buffered. */
    public synchronized void flush() {
        try {
            out.flush();
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    @Override
    public synchronized void close() {
        try {
            out.close();
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
