package dev.stationmaster.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The packaged server with its embedded PostgreSQL on a data folder of its own, started as anybody starts it. */
public final class ServerProcess implements AutoCloseable {
    private static final long START_SECONDS = 600; // it may have to be built first
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final Ports ports;
    private final Database database;
    private final double secondsToReady;

    private ServerProcess(Process process, Ports ports, Path data, double secondsToReady) {
        this.process = process;
        this.ports = ports;
        this.database = Database.of(data);
        this.secondsToReady = secondsToReady;
    }

    private record Ports(int http, int ocpp, int ocppTls) {}

    /**
     * @param folder for data and log; what an earlier start left there is used again
     */
    public static ServerProcess start(Path folder, Setup setup) throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        Path provision = Files.writeString(folder.resolve("provision.yaml"), setup.provisioning());
        var ports = new Ports(freePort(), freePort(), freePort());
        var command = new ArrayList<>(List.of(launcher(), "run", "--data", data.toString()));
        command.addAll(List.of("--port", Integer.toString(ports.http), "--ocpp-port", Integer.toString(ports.ocpp)));
        command.addAll(List.of("--ocpp-tls-port", Integer.toString(ports.ocppTls)));
        command.addAll(List.of("--provision", provision.toString()));
        Path log = folder.resolve("server.log");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("STATIONMASTER_JAVA_OPTS", String.join(" ", setup.javaOptions()));
        long began = System.nanoTime();
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        awaitReady(process, ports.http, log);
        return new ServerProcess(process, ports, data, (System.nanoTime() - began) / 1e9);
    }

    private static String launcher() {
        String launcher = System.getProperty("stationmaster.launcher");
        if (launcher == null) throw new IllegalStateException("start this with ./stationmaster bench");
        return launcher;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void awaitReady(Process process, int port, Path log) throws InterruptedException, IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) break;
            if (status(port, "/actuator/health/readiness") == 200) return;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        process.destroy();
        throw new IllegalStateException("The server did not become ready. It said:\n" + Files.readString(log));
    }

    private static int status(int port, String path) throws InterruptedException {
        try {
            return HTTP.send(request(port, path), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException notYet) {
            return 0;
        }
    }

    private static HttpRequest request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
    }

    public int httpPort() {
        return ports.http;
    }

    public int ocppPort() {
        return ports.ocpp;
    }

    public int ocppTlsPort() {
        return ports.ocppTls;
    }

    public long pid() {
        return process.pid();
    }

    public double secondsToReady() {
        return secondsToReady;
    }

    /** What was used up to now. */
    public Costs costs() {
        return new Costs(
                System.nanoTime(),
                Processes.cpuMicros(process.pid()),
                Processes.treeCpuMicros(database.postmaster()),
                number("select xact_commit from pg_stat_database where datname = current_database()"),
                (long) metric("stationmaster_ledger_commits_total"),
                number("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')"));
    }

    /** Memory of the server, in kB. */
    public long serverKilobytes() {
        return Processes.kilobytes(process.pid());
    }

    /** Memory of all processes of PostgreSQL, in kB. */
    public long postgresKilobytes() {
        return Processes.treeKilobytes(database.postmaster());
    }

    public long number(String sql) {
        return database.number(sql);
    }

    /** Runs a statement in the server's database. */
    public void execute(String sql) {
        database.execute(sql);
    }

    /** The first column of all rows. */
    public List<String> texts(String sql) {
        return database.texts(sql);
    }

    /** Frees what the server's heap does not need, so that memory can be compared; asked through the JDK's jcmd. */
    public void collectGarbage() throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor(60, TimeUnit.SECONDS);
    }

    /** A counter as Prometheus would read it; 0 when there is none of that name. */
    public double metric(String name) {
        try {
            String all = HTTP.send(request(ports.http, "/actuator/prometheus"), HttpResponse.BodyHandlers.ofString())
                    .body();
            return all.lines()
                    .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** Stops as Ctrl-C does. */
    @Override
    public void close() {
        database.close();
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
