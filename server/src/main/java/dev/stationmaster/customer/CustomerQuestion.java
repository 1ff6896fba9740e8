package dev.stationmaster.customer;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.command.CertificateHash;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.command.StationCommand.Call;
import dev.stationmaster.command.StationCommand.CustomerInformation;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a station was asked about whom. @see "OCPP 2.x part 2, N09 and N10" */
record CustomerQuestion(
        boolean report,
        boolean clear,
        @Nullable IdToken idToken,
        @Nullable String customerIdentifier,
        @Nullable CertificateHash customerCertificate) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static CustomerQuestion of(CustomerInformation ask) {
        return new CustomerQuestion(
                ask.report(), ask.clear(), ask.idToken(), ask.customerIdentifier(), ask.customerCertificate());
    }

    static CustomerQuestion read(String json) {
        return JSON.readValue(json, CustomerQuestion.class);
    }

    String json() {
        return JSON.writeValueAsString(this);
    }

    /** The typed command that a raw CALL stands for; null when the command is about something else, or cannot be read. */
    static @Nullable CustomerInformation meant(StationCommand command) {
        if (command instanceof CustomerInformation typed) return typed;
        if (!(command instanceof Call raw) || !raw.action().equals("CustomerInformation")) return null;
        try {
            JsonNode payload = JSON.readTree(raw.payload());
            if (!payload.path("requestId").isInt()) return null;
            JsonNode token = payload.path("idToken");
            JsonNode certificate = payload.path("customerCertificate");
            JsonNode identifier = payload.path("customerIdentifier");
            return new CustomerInformation(
                    payload.path("report").asBoolean(false),
                    payload.path("clear").asBoolean(false),
                    token.isObject()
                            ? new IdToken(
                                    token.path("idToken").asString(""),
                                    token.path("type").asString(""))
                            : null,
                    identifier.isString() ? identifier.asString() : null,
                    certificate.isObject() ? JSON.treeToValue(certificate, CertificateHash.class) : null,
                    payload.path("requestId").intValue());
        } catch (JacksonException e) {
            return null;
        }
    }
}
