package dev.stationmaster.tracing;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where traces go; needs a restart.
 *
 * @param endpoint of a collector that takes OTLP over HTTP, path included: {@code http://collector:4318/v1/traces}; without it there are no traces
 * @param share of the messages that is traced, 0 to 1
 * @param headers sent with each request, for collectors that ask who it is
 */
@ConfigurationProperties("stationmaster.tracing")
record TracingSettings(
        String endpoint,
        @DefaultValue("1.0") double share,
        @DefaultValue Map<String, String> headers) {}
