package dev.stationmaster.vendor;

/**
 * Understands the messages of one vendor. Beans of this type are found; one goes before the rules that operators make.
 */
public interface VendorHandler {
    /** As in DataTransfer; upper and lower case are the same. */
    String vendorId();

    /**
     * Answers a message, on the station's own thread: other messages of the station wait meanwhile. The message is stored before.
     *
     * @return with {@link VendorAnswer.Status#UNKNOWN_MESSAGE} when it does not know that messageId; then operators' rules are asked
     */
    VendorAnswer handle(VendorMessage message);
}
