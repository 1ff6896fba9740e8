package dev.stationmaster.tariff;

import dev.stationmaster.tariff.CostCurve.CostOverTime;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** How the cost of a transaction built up. */
@RestController
class CostCurveResource {
    private final CostCurve curve;

    CostCurveResource(CostCurve curve) {
        this.curve = curve;
    }

    /** What it came to at each time that the station told of. */
    @GetMapping("/api/v1/transactions/{id}/cost-curve")
    CostOverTime of(@PathVariable UUID id) {
        return curve.of(id);
    }
}
