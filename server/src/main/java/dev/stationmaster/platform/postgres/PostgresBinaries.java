package dev.stationmaster.platform.postgres;

import dev.stationmaster.platform.StartRefused;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** The programs {@code initdb}, {@code pg_ctl} and {@code postgres}, unpacked from the class path once. */
final class PostgresBinaries {
    /** Major version of the programs; a data folder of another one is not opened. */
    static final int MAJOR_VERSION = 18;

    /** Names the folder, so that a new release of the programs is unpacked beside the old one. */
    private static final String RELEASE = "18.6.0";

    private final Path home;

    private PostgresBinaries(Path home) {
        this.home = home;
    }

    /** Unpacks below {@code folder} what is not unpacked yet. Several processes may do so at once. */
    static PostgresBinaries unpackedIn(Path folder) {
        var home = folder.resolve("postgres-" + RELEASE);
        try {
            if (!Files.isExecutable(home.resolve("bin/postgres"))) {
                Files.createDirectories(folder);
                var fresh = Files.createTempDirectory(folder, "unpacking-");
                unpack(fresh);
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
                moveOrDiscard(fresh, home);
            }
        } catch (IOException failure) {
            throw new StartRefused(
                    "The PostgreSQL programs cannot be unpacked below %s (%s); make the folder writable or choose another with --data."
                            .formatted(folder, failure.getMessage()),
                    failure);
        }
        return new PostgresBinaries(home);
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private static void unpack(Path target) throws IOException {
        try (InputStream packed = archive();
                var plain = new XZInputStream(packed)) {
            var tar = new ProcessBuilder("tar", "-xf", "-", "--no-same-owner", "--exclude=*.a", "-C", target.toString())
                    .redirectErrorStream(true)
                    .start();
            try (var input = tar.getOutputStream()) {
                plain.transferTo(input);
            }
            var said = new String(tar.getInputStream().readAllBytes()).strip();
            if (tar.waitFor() != 0) {
                throw new IOException("tar: " + said);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private static InputStream archive() {
        var machine =
                switch (System.getProperty("os.arch")) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    case String other -> other;
                };
        var archive = PostgresBinaries.class.getResourceAsStream("/postgres-linux-" + machine + ".txz");
        if (archive == null) {
            throw new StartRefused(
                    "No PostgreSQL is packed for %s on %s; start one yourself and name it with STATIONMASTER_DATABASE_URL."
                            .formatted(System.getProperty("os.name"), machine));
        }
        return archive;
    }

    private static void moveOrDiscard(Path fresh, Path home) throws IOException {
        try {
            Files.move(fresh, home);
        } catch (FileSystemException alreadyThere) {
            if (!Files.isExecutable(home.resolve("bin/postgres"))) {
                throw alreadyThere;
            }
            delete(fresh);
        }
    }

    /** Deletes a folder with all that is in it; what vanishes meanwhile is no error. */
    static void delete(@Nullable Path folder) {
        if (folder == null || !Files.exists(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException failure) {
            throw new StartRefused(
                    "The folder %s cannot be deleted (%s).".formatted(folder, failure.getMessage()), failure);
        }
    }
}
