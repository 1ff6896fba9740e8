package dev.stationmaster.ocpp;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One official schema, as the independent validator reads it. */
record SchemaDocument(Version version, String action, boolean request, JsonNode schema) {
    /** Decimals stay decimals: as doubles, 8.1 would be no multiple of 0.1. */
    static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final SchemaRegistry ORACLE = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);

    static List<SchemaDocument> all() {
        var documents = new ArrayList<SchemaDocument>();
        read(Version.V16, "ocpp1_6.json", documents);
        read(Version.V201, "ocpp2_0_1.json", documents);
        read(Version.V21, "ocpp2_1.json", documents);
        return documents;
    }

    private static void read(Version version, String file, List<SchemaDocument> documents) {
        for (var schema : EXACT.readTree(Path.of("schemas/node_modules/ocpp-rpc/lib/schemas", file))) {
            var id = schema.get("$id").asString().substring("urn:".length());
            var action = id.replaceAll("(\\.req|\\.conf|Request|Response)$", "");
            var response = id.endsWith(".conf") || id.endsWith("Response");
            documents.add(new SchemaDocument(version, action, !response, schema));
        }
    }

    Class<?> recordType() {
        var codec = Codec.of(version);
        return (request ? codec.requestType(action) : codec.responseType(action)).orElseThrow();
    }

    Schema oracle() {
        return ORACLE.getSchema(schema);
    }

    static boolean isValid(Schema oracle, JsonNode document) {
        return oracle.validate(document, context -> context.executionConfig(c -> c.formatAssertionsEnabled(true)))
                .isEmpty();
    }

    /** The schema behind a reference. */
    JsonNode resolve(JsonNode part) {
        var ref = part.path("$ref").asString("");
        return ref.isEmpty() ? part : schema.at(ref.substring(1));
    }

    @Override
    public String toString() {
        return version.subprotocol() + " " + action + (request ? " request" : " response");
    }
}
