package dev.stationmaster.provisioning;

import dev.stationmaster.authorization.TokenForm;
import dev.stationmaster.operator.ApiTokenForm;
import dev.stationmaster.station.StationForm;
import dev.stationmaster.tariff.AssignmentForm;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A file that was read and found to be right.
 *
 * @param stationSettings settings of stations of their own, by identity
 */
record Provisioning(
        Map<String, String> settings,
        @Nullable Entry<SiteForm> site,
        List<Entry<ApiTokenForm>> apiTokens,
        List<Entry<StationForm>> stations,
        Map<String, Map<String, String>> stationSettings,
        List<Entry<TokenForm>> tokens,
        List<Entry<JsonNode>> tariffs,
        List<Entry<AssignmentForm>> assignments) {

    /** The site of the file; what is null is left as it is. */
    record SiteForm(
            @Nullable String name,
            @Nullable String timeZone,
            @Nullable String currency) {}
}
