package dev.stationmaster.bench;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Folders that are gone afterwards. */
final class Folders {
    private Folders() {}

    /** What is done in such a folder. */
    @FunctionalInterface
    interface Work<R> {
        R with(Path folder) throws IOException, InterruptedException;
    }

    /** PostgreSQL, which does not run as root, can get into it. */
    static <R> R with(Work<R> work) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("stationmaster-bench-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        try {
            return work.with(folder);
        } finally {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
                        throws IOException {
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        }
    }
}
