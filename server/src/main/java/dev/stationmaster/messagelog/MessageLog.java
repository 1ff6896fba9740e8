package dev.stationmaster.messagelog;

/** Takes exchanges for the log. */
public interface MessageLog {
    /** Never blocks and never throws; under overload log rows are shed, counted and shown, nothing else. */
    void record(Exchange exchange);
}
