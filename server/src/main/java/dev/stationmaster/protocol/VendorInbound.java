package dev.stationmaster.protocol;

import dev.stationmaster.vendor.VendorAnswer;
import dev.stationmaster.vendor.VendorMessage;
import dev.stationmaster.vendor.VendorMessages;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A DataTransfer in whatever version: kept, then answered by whoever knows the vendor. */
@Component
public final class VendorInbound {
    private final VendorMessages messages;
    private final Notices notices;

    VendorInbound(VendorMessages messages, Notices notices) {
        this.messages = messages;
        this.notices = notices;
    }

    /** @param data JSON */
    public VendorAnswer answer(Caller caller, String vendorId, @Nullable String messageId, @Nullable String data) {
        notices.keep(caller, "DataTransfer");
        return messages.answer(new VendorMessage(
                caller.station(),
                caller.record().identity(),
                caller.version().subprotocol(),
                vendorId,
                messageId,
                data,
                caller.receivedAt()));
    }
}
