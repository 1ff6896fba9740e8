package dev.stationmaster.file;

import dev.stationmaster.devicemodel.DeviceModelService;
import dev.stationmaster.devicemodel.Variable;
import dev.stationmaster.file.FileGrant.Direction;
import dev.stationmaster.platform.OpenPorts;
import dev.stationmaster.platform.OpenPorts.Door;
import dev.stationmaster.settings.FileSettings;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The URLs under which stations find this file service, in a scheme that they know. */
@Component
public class FileLocations {
    /** What an operator may ask for. */
    public static final List<String> SCHEMES = List.of("http", "https", "ftp", "ftps");

    private static final List<Variable> DECLARED = List.of(
            Variable.key("SupportedFileTransferProtocols"), // 1.6 errata 3.90
            Variable.of("OCPPCommCtrlr", "FileTransferProtocols", null));

    private final Settings settings;
    private final OpenPorts ports;
    private final DeviceModelService devices;
    private final StationDirectory stations;

    FileLocations(Settings settings, OpenPorts ports, DeviceModelService devices, StationDirectory stations) {
        this.settings = settings;
        this.ports = ports;
        this.devices = devices;
        this.stations = stations;
    }

    /**
     * The scheme for a station: the wanted one, else HTTPS for one on security profile 2 or 3, else HTTP, unless the station said that it knows no HTTP and FTP is on.
     *
     * @return empty when the wanted one is switched off here
     */
    public Optional<String> scheme(StationId station, @Nullable String wanted) {
        if (wanted != null) return Optional.of(wanted).filter(this::open);
        Set<String> known = declared(station);
        boolean secure =
                stations.find(station).filter(one -> one.securityProfile() >= 2).isPresent() && open("https");
        if (known.isEmpty()) return Optional.of(secure ? "https" : "http");
        if (known.contains("https") && (secure || !known.contains("http"))) return Optional.of("https");
        if (known.contains("http")) return Optional.of("http");
        return Stream.of("ftps", "ftp")
                .filter(scheme -> known.contains(scheme) && open(scheme))
                .findFirst()
                .or(() -> Optional.of("http"));
    }

    private boolean open(String scheme) {
        return switch (scheme) {
            case "ftp" -> settings.get(FileSettings.FTP_PORT) > 0;
            case "ftps" -> settings.get(FileSettings.FTPS_PORT) > 0;
            case "https" -> ports.port(Door.STATIONS_TLS).isPresent();
            default -> true;
        };
    }

    private Set<String> declared(StationId station) {
        return DECLARED.stream()
                .flatMap(variable -> devices.value(station, variable).stream())
                .findFirst()
                .map(list -> Set.copyOf(
                        Arrays.asList(list.toLowerCase(Locale.ROOT).strip().split("\\s*,\\s*"))))
                .orElse(Set.of());
    }

    /**
     * The URL of a grant. One for an upload ends in a slash, so that it is right for stations that append a name and for those that do not
     * (2.1, N01.FR.21); appended folders and slashes do no harm here.
     */
    public String of(FileGrant.Made grant, String scheme) {
        String name = grant.direction() == Direction.UPLOAD
                ? ""
                : URLEncoder.encode(grant.name(), StandardCharsets.UTF_8).replace("+", "%20");
        return switch (scheme) {
            case "ftp" -> ftp(grant, scheme, settings.get(FileSettings.FTP_PORT), 21) + name;
            case "ftps" -> ftp(grant, scheme, settings.get(FileSettings.FTPS_PORT), 990) + name;
            case "https" -> secureBase() + GrantPath.ROOT + "/" + grant.id() + "/" + grant.secret() + "/" + name;
            default -> base() + GrantPath.ROOT + "/" + grant.id() + "/" + grant.secret() + "/" + name;
        };
    }

    private String ftp(FileGrant.Made grant, String scheme, int port, int usual) {
        return scheme + "://" + grant.id() + ":" + grant.secret() + "@" + ftpHost() + (port == usual ? "" : ":" + port)
                + "/";
    }

    /** Where stations reach this server by HTTP, without a slash at the end. */
    public String base() {
        String given = settings.get(FileSettings.PUBLIC_URL);
        if (!given.isBlank()) return given.strip().replaceAll("/+$", "");
        return "http://" + machine() + ":" + ports.port(Door.CONSOLE).orElse(80);
    }

    /** The stations' secure port serves files, too. */
    private String secureBase() {
        String given = settings.get(FileSettings.SECURE_PUBLIC_URL);
        if (!given.isBlank()) return given.strip().replaceAll("/+$", "");
        String plain = base();
        if (plain.startsWith("https://")) return plain;
        return "https://" + machine() + ":" + ports.port(Door.STATIONS_TLS).orElse(443);
    }

    private String ftpHost() {
        String given = settings.get(FileSettings.FTP_EXTERNAL_ADDRESS);
        if (!given.isBlank()) return given.strip();
        try {
            String host = URI.create(base()).getHost();
            return host == null ? machine() : host;
        } catch (IllegalArgumentException e) {
            return machine();
        }
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
