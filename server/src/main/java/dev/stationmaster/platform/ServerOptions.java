package dev.stationmaster.platform;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the command line and the environment may say; all of it needs a restart.
 *
 * @param port TCP port of console and API; 0 takes a free one
 * @param ocppPort TCP port where stations connect without TLS; 0 takes a free one
 * @param ocppTlsPort TCP port where stations connect with TLS; 0 takes a free one
 * @param data folder of everything that must last: the embedded database, the master key, certificates
 * @param provision provisioning file read at every start; null for none
 * @param databaseUrl JDBC URL of an outside PostgreSQL 16 or later; null or empty uses the embedded one
 * @param databaseUser its role; null when the URL names it
 * @param databasePassword its password; null when the URL holds it
 * @param masterKey 32 bytes in Base64 that protect stored secrets; null takes the file {@code master.key} of the data folder
 * @param postgresBinaries folder that shares the unpacked PostgreSQL programs between data folders; null keeps them in the data folder
 * @param allowVolatileDatabase starts also on a database whose settings can lose acknowledged facts; for tests only
 */
@ConfigurationProperties("stationmaster")
public record ServerOptions(
        @DefaultValue("8080") int port,
        @DefaultValue("9000") int ocppPort,
        @DefaultValue("9443") int ocppTlsPort,
        @DefaultValue("data") Path data,
        @Nullable Path provision,
        @Nullable String databaseUrl,
        @Nullable String databaseUser,
        @Nullable String databasePassword,
        @Nullable String masterKey,
        @Nullable Path postgresBinaries,
        @DefaultValue("false") boolean allowVolatileDatabase) {

    /** Whether the database is ours to start. */
    public boolean embeddedDatabase() {
        return databaseUrl == null || databaseUrl.isBlank();
    }

    /** Secrets stay out of logs. */
    @Override
    public String toString() {
        return "port=%d ocppPort=%d ocppTlsPort=%d data=%s embeddedDatabase=%s"
                .formatted(port, ocppPort, ocppTlsPort, data, embeddedDatabase());
    }
}
