package dev.stationmaster.tariff;

import dev.stationmaster.transaction.TransactionCost;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A cost as transactions show it. */
final class CostView {
    private CostView() {}

    static TransactionCost of(
            @Nullable Cost cost,
            String currency,
            String tariff,
            int version,
            boolean running,
            @Nullable String problem) {
        return new TransactionCost(
                cost == null ? null : cost.total(),
                currency,
                cost == null ? null : cost.tax(),
                cost == null ? List.of() : parts(cost),
                cost == null ? List.of() : cost.explained(),
                tariff,
                version,
                running,
                problem);
    }

    static List<TransactionCost.Part> parts(Cost cost) {
        return cost.parts().stream()
                .map(part -> new TransactionCost.Part(
                        part.kind(), part.element(), part.quantity(), part.unit(), part.price(), part.amount()))
                .toList();
    }
}
