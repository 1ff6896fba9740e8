package dev.stationmaster.fleetjob;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.stationmaster.devicemodel.WantedValue;
import dev.stationmaster.fleetjob.FleetJob.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What each station is to get: a typed command, or values.
 *
 * @param command its fields, as under {@code /stations/{id}/commands}; null when values are to be set
 * @param values of which each station gets those of its version that it has not yet
 * @param reset with values: ifRequired restarts a station that answered RebootRequired; never does not
 * @param resetHow Immediate or OnIdle; in 1.6 Hard or Soft
 * @param verifyMinutes with firmware: how long the station may take to come back with the new version
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Task(
        @Nullable JsonNode command,
        @Nullable List<WantedValue> values,
        @Nullable String reset,
        @Nullable Integer verifyMinutes) {
    static final String IF_REQUIRED = "ifRequired";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int VERIFY_MINUTES = 15;

    Kind kind() {
        if (command == null) return Kind.CONFIGURATION;
        return switch (type()) {
            case "SetVariables" -> Kind.CONFIGURATION;
            case "UpdateFirmware" -> Kind.FIRMWARE;
            case "InstallCertificate", "DeleteCertificate", "RenewCertificate", "GetInstalledCertificateIds" ->
                Kind.CERTIFICATE;
            case "SyncLocalList", "SendLocalList", "GetLocalListVersion" -> Kind.LOCAL_LIST;
            default -> Kind.COMMAND;
        };
    }

    /** The type of the command that stations get. */
    String type() {
        return command == null ? "SetVariables" : command.path("type").asString("");
    }

    boolean resets() {
        return IF_REQUIRED.equals(reset);
    }

    int verifyWithin() {
        return verifyMinutes == null ? VERIFY_MINUTES : verifyMinutes;
    }

    List<WantedValue> wanted() {
        return values == null ? List.of() : values;
    }

    @Nullable
    String expectedVersion() {
        return command == null ? null : command.path("expectedVersion").asString(null);
    }

    /** A command that sets these. */
    static ObjectNode setting(List<WantedValue> wanted) {
        ObjectNode body = JSON.createObjectNode();
        body.put("type", "SetVariables");
        ArrayNode all = body.putArray("variables");
        for (WantedValue one : wanted) {
            ObjectNode item = JSON.valueToTree(one);
            if (one.component() == null) item.put("component", "");
            all.add(item);
        }
        return body;
    }

    /** @param v2 whether the station speaks 2.x */
    static ObjectNode restart(boolean v2) {
        ObjectNode body = JSON.createObjectNode();
        body.put("type", "Reset");
        // Soft ends running transactions, too, but lets the station do it properly (1.6 §5.14).
        body.put("how", v2 ? "OnIdle" : "Soft");
        return body;
    }
}
