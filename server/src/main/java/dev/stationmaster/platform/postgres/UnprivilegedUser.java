package dev.stationmaster.platform.postgres;

import dev.stationmaster.platform.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who runs PostgreSQL. It refuses to run as root, so when we are root it runs as the user {@code postgres} or {@code nobody}; where that user
 * cannot reach the data folder (one below {@code /root}, say), in a user namespace in which root is nobody.
 *
 * @param uid owner of the database's files
 * @param gid their group
 * @param prefix put before every command line; empty when we are not root
 */
record UnprivilegedUser(int uid, int gid, List<String> prefix) {
    private static final int NOBODY = 65534;

    /**
     * Chooses for a folder, gives it to that user, and makes sure that the user reaches it.
     *
     * @param folder exists; what is in it already decides
     */
    static UnprivilegedUser owning(Path folder) {
        var me = owner(Path.of("/proc/self"), "unix:uid");
        var cluster = folder.resolve(Cluster.FOLDER);
        var present = Files.exists(cluster) ? cluster : folder;
        var owner = owner(present, "unix:uid");
        if (me != 0) {
            if (owner != me) {
                throw new StartRefused(
                        "The database in %s belongs to another user (uid %d); start as that user or as root, or choose another folder with --data."
                                .formatted(folder, owner));
            }
            return new UnprivilegedUser(me, owner(present, "unix:gid"), List.of());
        }
        var account = owner != 0 ? new int[] {owner, owner(present, "unix:gid")} : account();
        var candidates = new ArrayList<UnprivilegedUser>();
        if (owner != 0 || !Files.exists(cluster)) {
            candidates.add(becoming(account[0], account[1]));
            candidates.add(runuser(account[0], account[1]));
        }
        if (owner == 0 || !Files.exists(cluster)) {
            candidates.add(inNamespace(account[0], account[1]));
        }
        return candidates.stream()
                .filter(candidate -> candidate.takes(folder))
                .findFirst()
                .orElseThrow(() -> new StartRefused(
                        "PostgreSQL must not run as root, and the user with uid %d cannot reach %s; choose a folder that it can reach with --data, for example /var/lib/stationmaster."
                                .formatted(account[0], folder)));
    }

    /** The command line as this user. */
    List<String> running(String... command) {
        var line = new ArrayList<>(prefix);
        line.addAll(List.of(command));
        return line;
    }

    void own(Path path) throws IOException {
        if (!prefix.isEmpty()) {
            Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
        }
    }

    private static UnprivilegedUser becoming(int uid, int gid) {
        return new UnprivilegedUser(
                uid, gid, List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups", "--inh-caps=-all"));
    }

    private static UnprivilegedUser runuser(int uid, int gid) {
        return new UnprivilegedUser(
                uid, gid, List.of("runuser", "-u", accountName(uid).orElse("nobody"), "--"));
    }

    /** In there we look like {@code uid}; seen from outside the files stay root's. */
    private static UnprivilegedUser inNamespace(int uid, int gid) {
        return new UnprivilegedUser(0, 0, List.of("unshare", "--user", "--map-user=" + uid, "--map-group=" + gid));
    }

    private boolean takes(Path folder) {
        try {
            own(folder);
            var probe = new ProcessBuilder(running(
                            "sh", "-c", "test \"$(id -u)\" != 0 && test -w \"$0\" && cd \"$0\"", folder.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return probe.waitFor() == 0;
        } catch (IOException notInstalled) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static int[] account() {
        return accounts().stream()
                .filter(fields -> fields[0].equals("postgres"))
                .findFirst()
                .map(fields -> new int[] {Integer.parseInt(fields[2]), Integer.parseInt(fields[3])})
                .orElse(new int[] {NOBODY, NOBODY});
    }

    private static Optional<String> accountName(int uid) {
        return accounts().stream()
                .filter(fields -> fields[2].equals(Integer.toString(uid)))
                .map(fields -> fields[0])
                .findFirst();
    }

    private static List<String[]> accounts() {
        try (var lines = Files.lines(Path.of("/etc/passwd"))) {
            return lines.map(line -> line.split(":"))
                    .filter(fields -> fields.length > 3)
                    .toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    private static int owner(Path path, String attribute) {
        try {
            return (int) Files.getAttribute(path, attribute);
        } catch (IOException failure) {
            throw new StartRefused("The folder %s cannot be read (%s).".formatted(path, failure.getMessage()), failure);
        }
    }
}
