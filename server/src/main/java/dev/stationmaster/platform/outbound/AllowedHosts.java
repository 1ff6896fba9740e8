package dev.stationmaster.platform.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Which addresses a request of ours may go to when somebody else named them. Without this, who may name an address could make the server knock at
 * doors of the operator's own network.
 */
public final class AllowedHosts {
    private AllowedHosts() {}

    /** An address that is not asked; the message says why, in words for people. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /**
     * Looks the host up, where that decides.
     *
     * @param allowed {@code public} (addresses of the Internet), names of hosts, {@code host:port}, or {@code any}
     * @param setting that holds them, for the message
     * @throws Refused when the address is none of http or https, or is not allowed
     */
    public static URI checked(String url, List<String> allowed, String setting) {
        URI uri;
        try {
            uri = URI.create(url.strip());
        } catch (IllegalArgumentException e) {
            throw new Refused("the address cannot be read");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost();
        if (host == null || !scheme.equals("http") && !scheme.equals("https") || uri.getUserInfo() != null) {
            throw new Refused("the address is not one of http or https");
        }
        String place = host.toLowerCase(Locale.ROOT);
        String door = place + ":" + port(uri, scheme);
        List<String> names = allowed.stream()
                .map(one -> one.strip().toLowerCase(Locale.ROOT))
                .toList();
        if (names.contains("any") || names.contains(place) || names.contains(door)) return uri;
        if (names.contains("public") && isPublic(host)) return uri;
        throw new Refused("the setting " + setting + " does not allow " + door);
    }

    private static int port(URI uri, String scheme) {
        if (uri.getPort() >= 0) return uri.getPort();
        return scheme.equals("https") ? 443 : 80;
    }

    private static boolean isPublic(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).noneMatch(AllowedHosts::isInner);
        } catch (UnknownHostException e) {
            throw new Refused("there is no host " + host);
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
