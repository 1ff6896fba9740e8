package dev.stationmaster.protocol.v2;

import dev.stationmaster.command.Encoded;
import dev.stationmaster.command.Encoded.Calls;
import dev.stationmaster.command.StationCommand.CostUpdated;
import dev.stationmaster.ocpp.Codec;
import dev.stationmaster.ocpp.v2.CostUpdatedRequest;
import java.math.BigDecimal;

/** What drivers see (2.x, I02 and block O). */
final class V2OutboundDisplay {
    private V2OutboundDisplay() {}

    /** Without an amount the feature that knows it says what is sent. */
    static Encoded cost(CostUpdated cost, Codec codec) {
        BigDecimal total = cost.totalCost();
        if (total == null) return V2OutboundAccess.inSteps();
        return new Calls(V2OutboundCommands.call(
                codec, "CostUpdated", new CostUpdatedRequest(total, cost.transactionId(), null)));
    }
}
