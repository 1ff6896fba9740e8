package dev.stationmaster.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stationmaster.platform.ServerOptions;
import dev.stationmaster.platform.postgres.EmbeddedPostgres;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The database of this server. The pool depends on the embedded PostgreSQL, so that the context starts the one before and stops it after
 * everything that uses it.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
    private static final int CONNECTIONS = 10;

    @Bean(destroyMethod = "close")
    @ConditionalOnExpression("'${stationmaster.database-url:}'.isBlank()")
    EmbeddedPostgres embeddedPostgres(ServerOptions options) {
        return EmbeddedPostgres.start(
                options.data().resolve("postgres"),
                new EmbeddedPostgres.Options(!options.allowVolatileDatabase(), options.postgresBinaries()));
    }

    @Bean(destroyMethod = "close")
    DataSource dataSource(ServerOptions options, ObjectProvider<EmbeddedPostgres> embedded) {
        var address = Optional.ofNullable(embedded.getIfAvailable())
                .map(DatabaseAddress::of)
                .orElseGet(() -> DatabaseAddress.of(options));
        address.requireUsable(options.allowVolatileDatabase());
        var pool = new HikariConfig();
        pool.setPoolName("database");
        pool.setJdbcUrl(address.url());
        pool.setUsername(address.user());
        pool.setPassword(address.password());
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(2);
        pool.setConnectionTimeout(5_000);
        pool.setValidationTimeout(2_000);
        pool.addDataSourceProperty("ApplicationName", "stationmaster");
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        // Else its messages, which we log, hold the values of the row.
        pool.addDataSourceProperty("logServerErrorDetail", "false");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.addDataSourceProperty("connectTimeout", "5");
        // A database that is stopped in the middle of a statement must not hold a connection for ever.
        pool.addDataSourceProperty("socketTimeout", "60");
        return new HikariDataSource(pool);
    }
}
