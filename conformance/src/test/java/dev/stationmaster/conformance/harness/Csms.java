package dev.stationmaster.conformance.harness;

import java.net.URI;
import java.time.Duration;

/** The server under test, seen from outside. */
public interface Csms extends AutoCloseable {
    /** Where stations connect without TLS; the identity is appended. */
    URI stationUrl();

    /** Where stations connect with TLS. */
    URI secureStationUrl();

    /** The root of the REST API, ending in {@code /api/v1}. */
    URI apiUrl();

    /** An API token with the role of administrator. */
    String apiToken();

    /** How long a test waits for what must happen. */
    default Duration patience() {
        return Duration.ofSeconds(30);
    }

    @Override
    void close();
}
