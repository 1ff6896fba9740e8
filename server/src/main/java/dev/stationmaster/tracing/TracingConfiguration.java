package dev.stationmaster.tracing;

import dev.stationmaster.ledger.GroupCommitLedger;
import dev.stationmaster.link.FrameHandler;
import dev.stationmaster.platform.StartRefused;
import dev.stationmaster.station.StationDirectory;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Puts itself between the links and what handles their messages, and before the ledger; but only where an endpoint is named. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("stationmaster.tracing.endpoint")
@EnableConfigurationProperties(TracingSettings.class)
class TracingConfiguration {
    private static final String NAME = "stationmaster";

    @Bean
    SdkTracerProvider tracerProvider(TracingSettings settings) {
        if (!(settings.share() >= 0 && settings.share() <= 1))
            throw new StartRefused(
                    "STATIONMASTER_TRACING_SHARE is %s; it must be between 0 and 1.".formatted(settings.share()));
        return SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), NAME))))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.share())))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter(settings)).build())
                .build();
    }

    private static OtlpHttpSpanExporter exporter(TracingSettings settings) {
        try {
            var exporter = OtlpHttpSpanExporter.builder().setEndpoint(settings.endpoint());
            settings.headers().forEach(exporter::addHeader);
            return exporter.build();
        } catch (IllegalArgumentException wrong) {
            throw new StartRefused(
                    "STATIONMASTER_TRACING_ENDPOINT is \"%s\"; it must be a URL such as http://collector:4318/v1/traces."
                            .formatted(settings.endpoint()),
                    wrong);
        }
    }

    @Bean
    Tracer tracer(SdkTracerProvider provider) {
        return provider.get(NAME);
    }

    @Bean
    @Primary
    TracedHandler tracedHandler(
            @Qualifier("dispatcher") FrameHandler dispatcher,
            StationDirectory stations,
            Tracer tracer,
            InstantSource clock) {
        return new TracedHandler(dispatcher, stations, tracer, clock);
    }

    @Bean
    @Primary
    TracedLedger tracedLedger(GroupCommitLedger ledger, Tracer tracer) {
        return new TracedLedger(ledger, tracer);
    }
}
