package dev.stationmaster.link;

/** Told when stations come and go, one after the other on one thread, so it must not wait for anything. Beans of this type are found by the link layer. */
public interface LinkListener {
    void opened(StationLink link);

    /** Also when a newer link replaced this one; then {@link LinkRegistry#find} already gives the newer one. */
    void closed(StationLink link, String reason);
}
