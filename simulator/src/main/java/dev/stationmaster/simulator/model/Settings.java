package dev.stationmaster.simulator.model;

import dev.stationmaster.simulator.wire.BackOff;
import dev.stationmaster.simulator.wire.Outbox;
import java.time.Duration;
import java.util.List;

/** What the behaviour of a station depends on and a server may change, in words that no protocol version owns. */
public interface Settings {
    /** Time between Heartbeats. */
    Duration heartbeat();

    /** The server's wish from its BootNotification answer. */
    void heartbeat(Duration interval);

    /** Time between meter samples of a transaction; zero for none. */
    Duration sampleInterval();

    /** Grid of clock-aligned readings; zero for none. */
    Duration alignedInterval();

    /** How long an authorization waits for the cable. */
    Duration connectionTimeout();

    /** Measurands of periodic samples. */
    List<String> sampledMeasurands();

    /** Measurands of clock-aligned readings. */
    List<String> alignedMeasurands();

    /** Whether a token that turns out invalid ends the transaction. */
    boolean stopOnInvalidToken();

    /** Whether pulling the cable at the car ends the transaction. */
    boolean stopOnUnplug();

    /** Whether a remote start is checked with Authorize first. */
    boolean authorizeRemoteStart();

    /** Whether a cached token may start while offline. */
    boolean localAuthorizeOffline();

    /** Whether a cached token may start while online without asking. */
    boolean localPreAuthorize();

    /** Whether any token may start while offline. */
    boolean offlineForUnknownToken();

    /** Whether the local authorization list counts. */
    boolean localList();

    /** Whether accepted tokens are remembered. */
    boolean cacheTokens();

    /** Tries and time-outs of messages. */
    Outbox.Retry retry();

    /** Waiting times between attempts to connect. */
    BackOff backOff();

    /** Time between WebSocket pings; zero for none. */
    Duration pingInterval();

    /** After being offline longer than this every connector is reported anew. */
    Duration offlineThreshold();
}
