package dev.stationmaster.simulator;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.stationmaster.simulator.wire.Frame;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** The official schemas, read by a validator that is not ours: whatever a simulated station says must be valid. */
final class Schemas {
    private static final Path FOLDER = Path.of("../ocpp/schemas/node_modules/ocpp-rpc/lib/schemas");
    private static final Map<String, Map<String, JsonNode>> DOCUMENTS = new ConcurrentHashMap<>();
    private static final Map<String, Schema> COMPILED = new ConcurrentHashMap<>();

    private Schemas() {}

    /** What is wrong with a payload; empty when nothing. */
    static List<String> violations(String subprotocol, String action, boolean request, JsonNode payload) {
        var key = subprotocol + action + request;
        var schema = COMPILED.computeIfAbsent(key, _ -> compile(subprotocol, action, request));
        return schema.validate(payload).stream()
                .map(error ->
                        subprotocol + " " + action + (request ? " request " : " answer ") + error + " in " + payload)
                .toList();
    }

    private static Schema compile(String subprotocol, String action, boolean request) {
        var documents = DOCUMENTS.computeIfAbsent(subprotocol, Schemas::read);
        var suffix = subprotocol.equals("ocpp2.1") ? (request ? "Request" : "Response") : request ? ".req" : ".conf";
        var document = documents.get("urn:" + action + suffix);
        if (document == null) {
            throw new AssertionError(subprotocol + " has no " + action + suffix);
        }
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(document);
    }

    private static Map<String, JsonNode> read(String subprotocol) {
        var file = FOLDER.resolve(subprotocol.replace('.', '_') + ".json");
        if (!Files.exists(file)) {
            throw new AssertionError(file + " is missing: build the module ocpp first, it fetches the schemas");
        }
        var documents = new HashMap<String, JsonNode>();
        for (var document : Frame.Trees.JSON.readTree(file)) {
            documents.put(document.path("$id").asString(""), document);
        }
        return documents;
    }
}
