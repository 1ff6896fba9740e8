package dev.stationmaster.link;

import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.link.tls.ClientCertificates;
import dev.stationmaster.link.tls.StationTrust;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import java.util.EnumSet;
import java.util.Optional;

/**
 * Decides on an upgrade before it happens: path, identity, security profile, credentials, subprotocol, in this order. Everything is decided from
 * memory, except that an unknown station may first be entered as a new one.
 */
final class Admission {
    private final StationDirectory stations;
    private final UnknownStations unknown;
    private final Credentials credentials;
    private final StationTrust trust;
    private final Ledger ledger;
    private final AddressLimits addresses;
    private final LinkSettings settings;

    Admission(
            StationDirectory stations,
            UnknownStations unknown,
            Credentials credentials,
            StationTrust trust,
            Ledger ledger,
            AddressLimits addresses,
            LinkSettings settings) {
        this.stations = stations;
        this.unknown = unknown;
        this.credentials = credentials;
        this.trust = trust;
        this.ledger = ledger;
        this.addresses = addresses;
        this.settings = settings;
    }

    Verdict decide(UpgradeRequest request) {
        String sent = StationPath.lastSegment(request.path());
        if (!request.webSocket())
            return new Verdict.Refused(Refusal.NOT_WEBSOCKET, sent, "stations connect here with a WebSocket upgrade");
        if (!request.knownWebSocketVersion())
            return new Verdict.Refused(Refusal.NOT_WEBSOCKET, sent, "only WebSocket version 13 is spoken");
        if (!settings.path().isBlank() && !StationPath.below(request.path(), settings.path()))
            return new Verdict.Refused(
                    Refusal.INVALID_IDENTITY, sent, "the path does not begin with that of the endpoint");
        Optional<String> identity = StationPath.identity(request.path());
        if (identity.isEmpty())
            return new Verdict.Refused(
                    Refusal.INVALID_IDENTITY, sent, "the last path segment is not an identity of 1 to 48 characters");
        return decide(request, identity.get());
    }

    private Verdict decide(UpgradeRequest request, String identity) {
        if (ledger.unavailableMillis() > settings.outageLimit().toMillis())
            return new Verdict.Refused(Refusal.UNAVAILABLE, identity, "the database is away");
        if (addresses.exhausted(request.remoteAddress(), identity))
            return new Verdict.Refused(Refusal.RATE_LIMITED, identity, "too many refused attempts in the last minute");
        Optional<Station> known = stations.find(identity);
        // Only what could become a link may leave an entry behind.
        boolean admissible = !request.secure()
                && Subprotocols.choose(request.offered(), EnumSet.allOf(Version.class))
                        .isPresent();
        Optional<Station> station = known.isEmpty() && admissible ? unknown.admit(identity) : known;
        if (station.isEmpty()) return new Verdict.Refused(Refusal.UNKNOWN_STATION, identity, "no such station");
        return decide(request, identity, station.get());
    }

    private Verdict decide(UpgradeRequest request, String identity, Station station) {
        if (addresses.restless(station.identity()))
            return new Verdict.Refused(Refusal.RATE_LIMITED, identity, "too many connections in the last minute");
        if (!request.secure()) return plain(request, identity, station);
        if (station.admits(3) && !request.certificates().isEmpty()) {
            Optional<String> against = trust.against(station, request.certificates());
            if (against.isEmpty()) return version(request, identity, station, 3);
            if (!station.admits(2) || request.credentials().isEmpty())
                return new Verdict.Refused(Refusal.WRONG_CERTIFICATE, identity, against.get());
        }
        if (station.admits(2)) return password(request, identity, station, 2);
        return station.admits(3)
                ? new Verdict.Refused(
                        Refusal.NO_CERTIFICATE,
                        identity,
                        "security profile 3 needs a client certificate, none was shown")
                : wrongProfile(request, identity, station);
    }

    /** On the way from 0 to 1 who shows a password is on 1, whoever shows none still on 0. */
    private Verdict plain(UpgradeRequest request, String identity, Station station) {
        boolean one = station.admits(1);
        boolean zero = station.admits(0);
        if (one && (!zero || request.credentials().isPresent())) return password(request, identity, station, 1);
        return zero ? version(request, identity, station, 0) : wrongProfile(request, identity, station);
    }

    private static Verdict wrongProfile(UpgradeRequest request, String identity, Station station) {
        return new Verdict.Refused(
                Refusal.WRONG_PROFILE,
                identity,
                "security profile " + station.securityProfile() + " does not connect with "
                        + (request.secure() ? "TLS" : "plain ws"));
    }

    private Verdict password(UpgradeRequest request, String identity, Station station, int profile) {
        if (request.credentials().isEmpty())
            return new Verdict.Refused(Refusal.NO_CREDENTIALS, identity, "no HTTP Basic credentials");
        BasicCredentials presented = request.credentials().get();
        if (!named(presented.user(), identity))
            return new Verdict.Refused(Refusal.WRONG_CREDENTIALS, identity, "the user name is not the identity");
        if (!credentials.matches(station, presented.secret()))
            return new Verdict.Refused(Refusal.WRONG_CREDENTIALS, identity, "the password is wrong");
        return version(request, identity, station, profile);
    }

    private boolean named(String user, String identity) {
        return user.equalsIgnoreCase(identity) || user.isEmpty() && settings.emptyUserAllowed();
    }

    private Verdict version(UpgradeRequest request, String identity, Station station, int profile) {
        String certified = profile == 3
                ? ClientCertificates.commonName(request.certificates().getFirst())
                : null;
        Version assumed = station.assumedVersion();
        if (!request.protocolHeader() && assumed != null)
            return new Verdict.Admitted(station, assumed, false, profile, certified);
        return Subprotocols.choose(request.offered(), station.versions())
                .<Verdict>map(version -> new Verdict.Admitted(station, version, true, profile, certified))
                .orElseGet(() -> new Verdict.Refused(
                        Refusal.NO_COMMON_SUBPROTOCOL,
                        identity,
                        request.offered().isEmpty()
                                ? "no subprotocol offered"
                                : "offered " + String.join(", ", request.offered()) + ", allowed "
                                        + String.join(
                                                ", ",
                                                station.versions().stream()
                                                        .map(Version::subprotocol)
                                                        .sorted()
                                                        .toList())));
    }
}
