package dev.stationmaster.link;

/** The limits that every link shares, in the units they are checked in. */
record LinkLimits(int messageBytes, long nanosPerMessage) {
    /** How far ahead of its pace a station may be: two seconds' worth of messages. */
    static final long BURST_NANOS = 2_000_000_000L;

    static LinkLimits of(LinkSettings settings) {
        int perSecond = settings.messagesPerSecond();
        return new LinkLimits(settings.messageBytes(), perSecond == 0 ? 0 : 1_000_000_000L / perSecond);
    }
}
