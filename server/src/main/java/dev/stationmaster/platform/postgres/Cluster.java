package dev.stationmaster.platform.postgres;

import dev.stationmaster.platform.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;

/** The database's folder on disk: made once, checked at every start. */
final class Cluster {
    static final String FOLDER = "cluster";
    static final String USER = "stationmaster";

    private final Path folder;
    private final Path passwordFile;
    private final PostgresBinaries binaries;
    private final UnprivilegedUser user;

    private Cluster(Path home, PostgresBinaries binaries, UnprivilegedUser user) {
        this.folder = home.resolve(FOLDER);
        this.passwordFile = home.resolve("password");
        this.binaries = binaries;
        this.user = user;
    }

    /** Opens the cluster below {@code home}, making it when there is none yet. */
    static Cluster openedIn(Path home, PostgresBinaries binaries, UnprivilegedUser user) {
        var cluster = new Cluster(home, binaries, user);
        try {
            if (Files.exists(cluster.folder)) {
                cluster.checkVersion();
            } else {
                cluster.initialise(home);
            }
        } catch (IOException failure) {
            throw new StartRefused(
                    "The database folder %s cannot be prepared (%s); make it writable or choose another with --data."
                            .formatted(home, failure.getMessage()),
                    failure);
        }
        return cluster;
    }

    Path folder() {
        return folder;
    }

    String password() {
        try {
            return Files.readString(passwordFile).strip();
        } catch (IOException failure) {
            throw new StartRefused(
                    "The password of the embedded database cannot be read from %s (%s); restore that file from a backup."
                            .formatted(passwordFile, failure.getMessage()),
                    failure);
        }
    }

    /** Writes the settings this release wants; what an operator adds to {@code postgresql.conf} below the include wins over them. */
    void configure(List<String> settings) {
        try {
            var file = folder.resolve("stationmaster.conf");
            Files.write(file, settings);
            user.own(file);
        } catch (IOException failure) {
            throw new StartRefused(
                    "The database settings cannot be written (%s).".formatted(failure.getMessage()), failure);
        }
    }

    private void checkVersion() throws IOException {
        var version = Files.readString(folder.resolve("PG_VERSION")).strip();
        if (!version.equals(Integer.toString(PostgresBinaries.MAJOR_VERSION))) {
            throw new StartRefused(
                    "The folder %s holds a database of PostgreSQL %s, but this Stationmaster brings PostgreSQL %d; make a backup with the release that wrote it and restore that here, or choose another folder with --data."
                            .formatted(folder, version, PostgresBinaries.MAJOR_VERSION));
        }
    }

    /** Under another name first: what a kill leaves half made is thrown away by the next start. */
    private void initialise(Path home) throws IOException {
        var fresh = home.resolve(FOLDER + ".initialising");
        PostgresBinaries.delete(fresh);
        var random = new byte[32];
        new SecureRandom().nextBytes(random);
        var password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        writeSecret(passwordFile, password);
        var forInitdb = home.resolve("password.initdb");
        writeSecret(forInitdb, password);
        user.own(forInitdb);
        try {
            var initdb = new ProcessBuilder(user.running(
                            binaries.program("initdb"),
                            "--pgdata=" + fresh,
                            "--username=" + USER,
                            "--pwfile=" + forInitdb,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            "--locale=C",
                            "--no-instructions"))
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .start();
            var said = new String(initdb.getInputStream().readAllBytes()).strip();
            if (initdb.waitFor() != 0) {
                throw new IOException("initdb: " + said.substring(said.lastIndexOf('\n') + 1));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        } finally {
            Files.deleteIfExists(forInitdb);
        }
        var conf = fresh.resolve("postgresql.conf");
        Files.writeString(conf, """
                # Stationmaster writes its settings anew at every start; lines below the include win over them.
                include_if_exists = 'stationmaster.conf'
                """);
        Files.move(fresh, folder);
    }

    private static void writeSecret(Path file, String secret) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file);
        Files.setPosixFilePermissions(
                file, EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
        Files.writeString(file, secret + "\n");
    }
}
