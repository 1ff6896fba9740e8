package dev.stationmaster.link;

/** Told when stations come and go, on a virtual thread. Beans of this type are found by the link layer. */
public interface LinkListener {
    void opened(StationLink link);

    /** Also when a newer link replaced this one; then {@link LinkRegistry#find} already gives the newer one. */
    void closed(StationLink link, String reason);
}
