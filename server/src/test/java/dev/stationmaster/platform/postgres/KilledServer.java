package dev.stationmaster.platform.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process that starts an embedded PostgreSQL, commits a row, and is ended by kill -9. */
final class KilledServer {
    private KilledServer() {}

    public static void main(String[] arguments) throws Exception {
        var postgres = EmbeddedPostgres.start(
                Path.of(arguments[0]), new EmbeddedPostgres.Options(true, TestPostgres.sharedBinaries()));
        EmbeddedPostgresIT.execute(postgres, "create table kept(x int)");
        EmbeddedPostgresIT.execute(postgres, "insert into kept values (42)");
        System.out.println("postmaster=" + postgres.postmasterPid());
        new java.util.concurrent.CountDownLatch(1).await();
    }

    /** Runs and kills it; returns the pid of the postmaster that it leaves behind. */
    static long run(Path home) throws IOException, InterruptedException {
        var server = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledServer.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var output = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            var line = output.readLine();
            while (line != null && !line.startsWith("postmaster=")) {
                line = output.readLine();
            }
            if (line == null) throw new IOException("the server ended by itself");
            return Long.parseLong(line.substring("postmaster=".length()));
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    /** Whether that process runs; one that is dead but not collected does not. */
    static boolean lives(long pid) throws IOException {
        var status = Path.of("/proc/" + pid + "/stat");
        return Files.exists(status) && !Files.readString(status).contains(") Z ");
    }
}
