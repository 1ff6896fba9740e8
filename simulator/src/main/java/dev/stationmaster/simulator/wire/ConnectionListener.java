package dev.stationmaster.simulator.wire;

/** Learns what happens to a connection; always called on the station's event loop. */
public interface ConnectionListener {
    /** The upgrade succeeded with this subprotocol. */
    void opened(Connection connection, String subprotocol);

    /** A text message came. */
    void received(String text);

    /** A pong came. */
    void ponged();

    /** The connection is gone, or never came to be. Called exactly once per dial, after everything else. */
    void closed(String reason);
}
