package dev.stationmaster.bench.fleet;

import dev.stationmaster.bench.load.Script;

/**
 * Who a fleet is made of.
 *
 * @param first number of its first station; identities are LOAD-00001 and so on, over TLS TLS-00001
 * @param stations how many
 * @param subprotocol that a station (from 0) offers
 * @param script what a station (from 0) says
 */
public record Crew(int first, int stations, Subprotocols subprotocol, Scripts script) {
    @FunctionalInterface
    public interface Subprotocols {
        String of(int station);
    }

    @FunctionalInterface
    public interface Scripts {
        Script of(int station);
    }

    String identity(int station, boolean tls) {
        return (tls ? "TLS-%05d" : "LOAD-%05d").formatted(first + station);
    }

    /** Over TLS, as provisioned. */
    String password(int station) {
        return "password-of-%05d".formatted(first + station);
    }
}
