package dev.stationmaster.certificate;

import dev.stationmaster.settings.PlugAndChargeSettings;
import dev.stationmaster.settings.Settings;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A pool elsewhere, behind the URL of the setting contractPoolUrl: asked by POST with JSON, in the words of OCPP. */
@Component
class RemoteContracts implements ContractProvider {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Outside outside;
    private final Revocations revocations;
    private final Settings settings;

    RemoteContracts(Outside outside, Revocations revocations, Settings settings) {
        this.outside = outside;
        this.revocations = revocations;
        this.settings = settings;
    }

    @Override
    public Answer answer(Request request) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("iso15118SchemaVersion", request.schemaVersion());
        body.put("action", request.action());
        body.put("exiRequest", request.exiRequest());
        if (request.mostChains() != null) body.put("maximumContractCertificateChains", request.mostChains());
        if (!request.prioritized().isEmpty()) body.put("prioritizedEMAIDs", request.prioritized());
        try {
            // An operator named this address, so it need not be among ocspResponders.
            URI uri = URI.create(
                    settings.get(PlugAndChargeSettings.CONTRACT_POOL_URL).strip());
            JsonNode answer = JSON.readTree(
                    outside.ask(uri, JSON.writeValueAsBytes(body), "application/json", revocations.patience()));
            boolean accepted = answer.path("status").asString("").equals("Accepted");
            String exiResponse = answer.path("exiResponse").asString("");
            if (accepted && exiResponse.isBlank()) return Answer.failed("the pool says Accepted and brings nothing");
            JsonNode remaining = answer.path("remainingContracts");
            return new Answer(
                    accepted,
                    exiResponse,
                    remaining.canConvertToInt() && remaining.isNumber() ? remaining.intValue() : null,
                    accepted ? null : "the pool says " + answer.path("status").asString("nothing"));
        } catch (JacksonException | IllegalArgumentException e) {
            return Answer.failed("the pool's address or answer cannot be read");
        }
    }
}
