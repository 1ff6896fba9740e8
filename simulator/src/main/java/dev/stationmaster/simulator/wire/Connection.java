package dev.stationmaster.simulator.wire;

/** An open WebSocket, used from its event loop only. */
public interface Connection {
    /** Sends a text message. */
    void send(String text);

    /** Sends a WebSocket ping. */
    void ping();

    /** Closes with the WebSocket closing handshake. */
    void close(int code, String reason);

    /** Drops the TCP connection without a word, as a dead modem does. */
    void drop();
}
