package dev.stationmaster.link;

import dev.stationmaster.messagelog.Exchange;
import dev.stationmaster.messagelog.Oddities;
import dev.stationmaster.ocpp.Violation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was odd about an upgrade that was let in all the same (quirks Q1 to Q8): shown in the message log, and counted as findings. */
final class OddUpgrade {
    /** The action under which it is shown. */
    static final String ACTION = "Connect";

    private OddUpgrade() {}

    /** Empty when it is by the book. Holds neither credentials nor query. */
    static Optional<Exchange> of(UpgradeRequest request, Verdict.Admitted admitted, Instant at) {
        List<Violation> findings = findings(request, admitted);
        if (findings.isEmpty()) return Optional.empty();
        String text = "GET " + request.target() + (request.connectionHeader() ? "\nConnection: Upgrade" : "")
                + (request.protocolHeader() ? "\nSec-WebSocket-Protocol: " + String.join(", ", request.offered()) : "");
        return Optional.of(new Exchange(
                admitted.station().id(),
                Exchange.Direction.FROM_STATION,
                admitted.version(),
                ACTION,
                "",
                at,
                -1,
                Exchange.Outcome.NO_ANSWER_DUE,
                text.getBytes(StandardCharsets.UTF_8),
                null,
                List.of(),
                findings));
    }

    private static List<Violation> findings(UpgradeRequest request, Verdict.Admitted admitted) {
        List<Violation> findings = new ArrayList<>(0);
        if (!request.connectionHeader())
            findings.add(Oddities.of("", "connection-header", "no Connection: Upgrade in the request"));
        if (!admitted.echo())
            findings.add(Oddities.of(
                    "", "subprotocol", "no version named; " + admitted.version().subprotocol() + " is assumed"));
        String path = request.target();
        if (path.endsWith("/") || path.contains("//"))
            findings.add(Oddities.of("", "path", "slashes too many; the last segment counts"));
        String own = admitted.station().identity();
        if (!StationPath.identity(request.path()).filter(own::equals).isPresent())
            findings.add(Oddities.of("", "identity", "spelt with other capitals than in the record"));
        if (request.credentials().filter(sent -> sent.user().isEmpty()).isPresent())
            findings.add(Oddities.of("", "user", "no user name in the credentials"));
        return findings;
    }
}
