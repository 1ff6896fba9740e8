package dev.stationmaster.bench.server;

import java.util.List;

/**
 * How a server is started.
 *
 * @param stations LOAD-00001 and so on, without log-in
 * @param tokens 00000001 and so on
 * @param messageLog kept or not
 */
public record Setup(int stations, int tokens, boolean messageLog) {
    String provisioning() {
        return """
                apiTokens: [{name: bench, role: admin, token: "%s"}]
                stations:
                  - {id: "LOAD-{n:5}", count: %d, securityProfile: 0}
                tokens:
                  - {idToken: "{n:8}", type: ISO14443, count: %d}
                """.formatted(Api.TOKEN, stations, tokens);
    }

    List<String> javaOptions() {
        return List.of("-Dstationmaster.messagelog.enabled=" + messageLog);
    }
}
