package dev.stationmaster.conformance.harness;

import dev.stationmaster.platform.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The server as it is shipped: its jar in a process of its own, with its embedded PostgreSQL on a folder of its own. */
public final class PackagedCsms implements Csms {
    private static final String TOKEN = "conformance-administrator-token-0123456789";

    private final Path data;
    private final Path log;
    private final int port = freePort();
    private final int ocppPort = freePort();
    private final int tlsPort = freePort();
    private final List<String> jvmOptions;
    private final int diskMegabytes;
    private Process process;

    private PackagedCsms(List<String> jvmOptions, int diskMegabytes) {
        this.jvmOptions = jvmOptions;
        this.diskMegabytes = diskMegabytes;
        try {
            this.data = Files.createTempDirectory("stationmaster-conformance-");
            Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx--x--x"));
            this.log = data.resolve("server.log");
            Files.writeString(
                    data.resolve("provision.yaml"),
                    "apiTokens: [{name: conformance, role: admin, token: \"" + TOKEN + "\"}]\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.process = launch();
    }

    /** Starts it on free ports and returns when it is ready. */
    public static PackagedCsms start(String... jvmOptions) {
        PackagedCsms csms = new PackagedCsms(List.of(jvmOptions), 0);
        try {
            csms.awaitReady();
        } catch (IllegalStateException late) {
            csms.close();
            throw late;
        }
        return csms;
    }

    /** Starts it with its data on a file system of that size, which only it and {@link #disk()} see. */
    public static PackagedCsms onSmallDisk(int megabytes) {
        PackagedCsms csms = new PackagedCsms(List.of(), megabytes);
        csms.awaitReady();
        return csms;
    }

    /** Whether a small file system can be mounted here. */
    public static boolean canMount() {
        try {
            Process tried = new ProcessBuilder("unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt").start();
            return tried.waitFor(10, TimeUnit.SECONDS) && tried.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The folder with the server's data, as the server sees it. */
    public Path disk() {
        return Path.of("/proc", "" + pid(), "root")
                .resolve(dataFolder().toString().substring(1));
    }

    private Path dataFolder() {
        return diskMegabytes == 0 ? data : data.resolve("disk");
    }

    private Process launch() {
        List<String> command = new ArrayList<>();
        if (diskMegabytes > 0)
            command.addAll(List.of(
                    "unshare",
                    "--mount",
                    "sh",
                    "-c",
                    "mkdir -p \"$0\" && mount -t tmpfs -o mode=711,size=" + diskMegabytes
                            + "m tmpfs \"$0\" && exec \"$@\"",
                    dataFolder().toString()));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", jar().toString(), "run"));
        command.addAll(List.of("--data", dataFolder().toString(), "--port", "" + port));
        command.addAll(List.of("--ocpp-port", "" + ocppPort, "--ocpp-tls-port", "" + tlsPort));
        command.addAll(List.of("--provision", data.resolve("provision.yaml").toString()));
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path jar() {
        Path folder = Path.of(System.getProperty("server.target", "../server/target"));
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("server-[^-]*(-SNAPSHOT)?-app\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the server is not packaged: no jar in " + folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the server says that it is ready. */
    public void awaitReady() {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest ready = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(240);
            while (System.nanoTime() < deadline) {
                if (!process.isAlive()) throw new IllegalStateException("the server ended:\n" + endOfLog());
                try {
                    if (http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) return;
                } catch (IOException notYet) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
                }
            }
            throw new IllegalStateException("the server is not ready:\n" + endOfLog());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends the server as kill -9 does. */
    public void kill() {
        process.destroyForcibly();
        await(process.toHandle());
    }

    /** Ends the server as SIGTERM does, and waits until it has ended. @return its exit code */
    public int terminate() {
        process.destroy();
        await(process.toHandle());
        return process.exitValue();
    }

    /** Process id of the server. */
    public long pid() {
        return process.pid();
    }

    /** How to reach its database, beside the server. */
    public EmbeddedPostgres.Login database() {
        return EmbeddedPostgres.running(data.resolve("postgres")).orElseThrow();
    }

    /** Ends PostgreSQL's postmaster as kill -9 does. */
    public void killPostmaster() {
        postmaster().ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Stops all of PostgreSQL in the middle of what it does, as a stalled disk does. */
    public void freezePostgres() {
        signalPostgres("STOP");
    }

    /** Lets PostgreSQL go on. */
    public void thawPostgres() {
        signalPostgres("CONT");
    }

    private void signalPostgres(String signal) {
        ProcessHandle postmaster = postmaster().orElseThrow();
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal, "" + postmaster.pid()));
        postmaster.descendants().forEach(process -> command.add("" + process.pid()));
        try {
            await(new ProcessBuilder(command).start().toHandle());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<ProcessHandle> postmaster() {
        try {
            return ProcessHandle.of(Long.parseLong(
                    Files.readAllLines(postmasterPidFile()).getFirst().strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path postmasterPidFile() throws IOException {
        try (var files =
                Files.find(data, 4, (file, _) -> file.getFileName().toString().equals("postmaster.pid"))) {
            return files.findFirst().orElseThrow();
        }
    }

    /** Starts it again on the same data and ports, and returns when it is ready. */
    public void restart() {
        process = launch();
        awaitReady();
    }

    /** The folder that holds the data and the server's log. */
    public Path data() {
        return data;
    }

    private String endOfLog() {
        String all = log();
        return all.substring(Math.max(0, all.length() - 6_000));
    }

    /** What the server printed so far. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public URI stationUrl() {
        return URI.create("ws://127.0.0.1:" + ocppPort + "/ocpp");
    }

    @Override
    public URI secureStationUrl() {
        return URI.create("wss://localhost:" + tlsPort + "/ocpp");
    }

    @Override
    public URI apiUrl() {
        return URI.create("http://127.0.0.1:" + port + "/api/v1");
    }

    @Override
    public String apiToken() {
        return TOKEN;
    }

    /** Stops the server as Ctrl-C does, and removes its data. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) process.destroyForcibly();
            await(process.toHandle());
            try (var files = Files.walk(data)) {
                files.sorted(java.util.Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(ProcessHandle handle) {
        handle.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** A port that is free now, below those that the system gives to clients: it must still be free after a restart. */
    private static int freePort() {
        for (int tries = 0; tries < 1000; tries++) {
            int port = ThreadLocalRandom.current().nextInt(12_000, 32_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                continue;
            }
        }
        throw new IllegalStateException("no free port");
    }
}
