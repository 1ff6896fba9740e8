package dev.stationmaster.transaction;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** How many cars are charging, as far as the server was told. */
@Component
final class TransactionMetrics {
    TransactionMetrics(OpenTransactions transactions, MeterRegistry registry) {
        Gauge.builder("stationmaster.transactions.open", transactions, OpenTransactions::count)
                .description("transactions that have begun and not ended")
                .register(registry);
    }
}
