package dev.stationmaster.operator;

import dev.stationmaster.settings.ConsoleSettings;
import dev.stationmaster.settings.MapSource;
import dev.stationmaster.settings.Settings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.stereotype.Component;

/**
 * What pages may load. The console brings all that it needs; its components set styles of elements, and nothing else runs that is not ours. A map of
 * another server is asked of that server alone.
 */
@Component
class ContentPolicy implements HeaderWriter {
    private final Settings settings;

    ContentPolicy(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", of(MapSource.of(settings.get(ConsoleSettings.MAP_SOURCE))));
    }

    static String of(MapSource map) {
        String origin = map.origin().map(one -> " " + one).orElse("");
        String pictures = map.kind() == MapSource.Kind.TILES ? origin : "";
        String data = map.kind() == MapSource.Kind.PMTILES ? " connect-src 'self'" + origin + ";" : "";
        return "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:" + pictures + ";"
                + data + " object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    }
}
