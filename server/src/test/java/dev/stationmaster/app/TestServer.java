package dev.stationmaster.app;

import dev.stationmaster.platform.OpenPorts;
import dev.stationmaster.platform.postgres.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * The whole server in this JVM, on free ports and a fresh database, with an administrator's API token.
 *
 * <pre>{@code
 * try (var server = TestServer.start("""
 *         stations: [{id: CP-1, securityProfile: 0}]
 *         """)) {
 *     server.get("/api/v1/stations/CP-1");
 * }
 * }</pre>
 */
public final class TestServer implements AutoCloseable {
    /** API token of the role admin that every test server knows. */
    public static final String ADMIN_TOKEN = "test-administrator-token-0123456789abcdef";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final ConfigurableApplicationContext context;
    private final TestPostgres.Database database;
    private final Path folder;

    private TestServer(ConfigurableApplicationContext context, TestPostgres.Database database, Path folder) {
        this.context = context;
        this.database = database;
        this.folder = folder;
    }

    public static TestServer start() {
        return start("");
    }

    /** @param provisioning further top-level entries of a provisioning file in YAML, without {@code apiTokens} */
    public static TestServer start(String provisioning) {
        return start(provisioning, TestPostgres.freshDatabase(), Map.of());
    }

    /**
     * @param properties further Spring properties, for example other settings of {@code stationmaster.*}
     * @param moreBeans components of the test's own
     */
    public static TestServer start(
            String provisioning,
            TestPostgres.Database database,
            Map<String, String> properties,
            Class<?>... moreBeans) {
        var folder = TestPostgres.temporaryFolder();
        var file = folder.resolve("provision.yaml");
        write(file, "apiTokens: [{name: test, role: admin, token: \"" + ADMIN_TOKEN + "\"}]\n" + provisioning);
        var all = new LinkedHashMap<String, Object>();
        all.put("stationmaster.port", "0");
        all.put("stationmaster.ocpp-port", "0");
        all.put("stationmaster.ocpp-tls-port", "0");
        all.put("stationmaster.data", folder.toString());
        all.put("stationmaster.provision", file.toString());
        all.put("stationmaster.database-url", database.jdbcUrl());
        all.put("stationmaster.database-user", database.user());
        all.put("stationmaster.database-password", database.password());
        all.put("stationmaster.allow-volatile-database", "true");
        all.putAll(properties);
        var arguments = all.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new);
        return new TestServer(
                new SpringApplicationBuilder(Stationmaster.class)
                        .sources(moreBeans)
                        .registerShutdownHook(false)
                        .run(arguments),
                database,
                folder);
    }

    /** Port of console and API. */
    public int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    /** Port where stations connect without TLS. */
    public int ocppPort() {
        return context.getBean(OpenPorts.class).port(OpenPorts.Door.STATIONS).orElseThrow();
    }

    /** Port where stations connect with TLS. */
    public int ocppTlsPort() {
        return context.getBean(OpenPorts.class)
                .port(OpenPorts.Door.STATIONS_TLS)
                .orElseThrow();
    }

    /** Any bean of the server. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    public TestPostgres.Database database() {
        return database;
    }

    public DataSource dataSource() {
        return context.getBean(DataSource.class);
    }

    public HttpResponse<String> get(String path) {
        return request("GET", path, null);
    }

    public HttpResponse<String> post(String path, String json) {
        return request("POST", path, json);
    }

    public HttpResponse<String> patch(String path, String json) {
        return request("PATCH", path, json);
    }

    public HttpResponse<String> delete(String path) {
        return request("DELETE", path, null);
    }

    /** As the administrator; the body is JSON. */
    public HttpResponse<String> request(String method, String path, @Nullable String json) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .header("Authorization", "Bearer " + ADMIN_TOKEN);
        if (json == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(json));
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Stops as SIGTERM would, in the order of the lifecycle phases. */
    @Override
    public void close() {
        context.close();
        TestPostgres.delete(folder);
    }

    /** Every lifecycle bean runs, so the ports are open. */
    public boolean running() {
        return context.getBeansOfType(SmartLifecycle.class).values().stream().allMatch(SmartLifecycle::isRunning);
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
