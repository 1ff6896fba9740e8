package dev.stationmaster.station;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** How many stations there should be. */
@Component
final class StationMetrics {
    StationMetrics(StationDirectory stations, MeterRegistry registry) {
        Gauge.builder("stationmaster.stations", stations, known -> known.all().size())
                .description("stations entered, connected or not")
                .register(registry);
    }
}
