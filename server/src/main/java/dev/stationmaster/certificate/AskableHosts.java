package dev.stationmaster.certificate;

import dev.stationmaster.settings.PlugAndChargeSettings;
import dev.stationmaster.settings.Settings;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Which addresses from outside are asked. A station names the responder, so without this a station could make the server knock at doors of the
 * operator's own network.
 */
@Component
class AskableHosts {
    private final Settings settings;

    AskableHosts(Settings settings) {
        this.settings = settings;
    }

    /** @throws OcspFailed when the setting ocspResponders keeps us from asking there */
    URI checked(String url) {
        return checked(
                url,
                Arrays.asList(
                        settings.get(PlugAndChargeSettings.OCSP_RESPONDERS).split(",")));
    }

    static URI checked(String url, List<String> allowed) {
        URI uri;
        try {
            uri = URI.create(url.strip());
        } catch (IllegalArgumentException e) {
            throw new OcspFailed("the address of the responder cannot be read");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost();
        if (host == null || !scheme.equals("http") && !scheme.equals("https") || uri.getUserInfo() != null) {
            throw new OcspFailed("the address of the responder is not one of http or https");
        }
        String place = host.toLowerCase(Locale.ROOT);
        boolean named = allowed.stream()
                .map(one -> one.toLowerCase(Locale.ROOT))
                .anyMatch(one -> one.equals("any") || one.equals(place) || one.equals(place + ":" + port(uri, scheme)));
        if (named || allowed.contains("public") && isPublic(host)) return uri;
        throw new OcspFailed("the setting ocspResponders does not allow asking " + place + ":" + port(uri, scheme));
    }

    private static int port(URI uri, String scheme) {
        if (uri.getPort() >= 0) return uri.getPort();
        return scheme.equals("https") ? 443 : 80;
    }

    private static boolean isPublic(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).noneMatch(AskableHosts::isInner);
        } catch (UnknownHostException e) {
            throw new OcspFailed("there is no host " + host);
        }
    }

    private static boolean isInner(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        boolean uniqueLocal = bytes.length == 16 && (first & 0xfe) == 0xfc; // RFC 4193
        boolean shared = bytes.length == 4 && first == 100 && (second & 0xc0) == 64; // RFC 6598
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || uniqueLocal
                || shared
                || bytes.length == 4 && first == 0;
    }
}
