package dev.stationmaster.certificate;

import dev.stationmaster.platform.outbound.AllowedHosts;
import dev.stationmaster.settings.PlugAndChargeSettings;
import dev.stationmaster.settings.Settings;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
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
        try {
            return AllowedHosts.checked(url, allowed, "ocspResponders");
        } catch (AllowedHosts.Refused refused) {
            throw new OcspFailed("the responder is not asked: " + refused.getMessage());
        }
    }
}
