package dev.stationmaster.bench.server;

import java.util.List;

/**
 * How a server is started.
 *
 * @param stations LOAD-00001 and so on, without log-in; or TLS-00001 and so on, with a password of their own
 * @param overTls which of both
 * @param tokens 00000001 and so on
 * @param messageLog kept or not
 */
public record Setup(int stations, boolean overTls, int tokens, boolean messageLog) {
    public static Setup plain(int stations, int tokens) {
        return new Setup(stations, false, tokens, true);
    }

    String provisioning() {
        return """
                apiTokens: [{name: bench, role: admin, token: "%s"}]
                stations:
                  - {id: "%s-{n:5}", count: %d, %s}
                tokens:
                  - {idToken: "{n:8}", type: ISO14443, count: %d}
                """.formatted(
                        Api.TOKEN,
                        overTls ? "TLS" : "LOAD",
                        stations,
                        overTls ? "securityProfile: 2, password: \"password-of-{n:5}\"" : "securityProfile: 0",
                        tokens);
    }

    List<String> javaOptions() {
        return List.of("-Dstationmaster.messagelog.enabled=" + messageLog);
    }
}
