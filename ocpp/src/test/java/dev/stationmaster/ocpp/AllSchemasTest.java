package dev.stationmaster.ocpp;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** All published documents, ours against an independent validator. */
class AllSchemasTest {
    private static final int RANDOM_DOCUMENTS = 6;

    /** Numbers are equal when their values are: 8.10 is 8.1. */
    private static final Comparator<JsonNode> BY_VALUE = (a, b) -> {
        if (a.isNumber() && b.isNumber()) {
            return a.decimalValue().compareTo(b.decimalValue());
        }
        return a.equals(b) ? 0 : 1;
    };

    @Test
    void thereAreAsManyAsPublished() {
        var counts = new EnumMap<Version, Integer>(Version.class);
        SchemaDocument.all().forEach(d -> counts.merge(d.version(), 1, Integer::sum));
        assertThat(counts).isEqualTo(Map.of(Version.V16, 78, Version.V201, 128, Version.V21, 181));
    }

    @TestFactory
    Stream<DynamicTest> validDocumentsComeBackAsTheyWere() {
        return SchemaDocument.all().stream()
                .map(document -> DynamicTest.dynamicTest(document.toString(), () -> roundTrip(document)));
    }

    private static void roundTrip(SchemaDocument document) {
        var oracle = document.oracle();
        for (int i = 0; i < RANDOM_DOCUMENTS + 2; i++) {
            double optional = i == 0 ? 0 : i == 1 ? 1 : 0.5;
            var valid = new ValidDocuments(document, document.toString().hashCode() + i, optional).next();
            assertThat(SchemaDocument.isValid(oracle, valid))
                    .as("generated: " + valid)
                    .isTrue();
            var payload = Payload.of(SchemaDocument.EXACT.writeValueAsBytes(valid));
            for (var policy : Policy.values()) {
                var decoded = Codec.of(document.version()).decode(document.recordType(), payload, policy);
                assertThat(decoded.violations()).as(valid.toString()).isEmpty();
                assertThat(decoded.findings()).as(valid.toString()).isEmpty();
                var encoded = SchemaDocument.EXACT.readTree(
                        Codec.of(document.version()).encode(decoded.orThrow()));
                assertThat(encoded.equals(BY_VALUE, valid))
                        .as("%s became %s", valid, encoded)
                        .isTrue();
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> everyKeywordGetsTheSameVerdictAsFromTheIndependentValidator() {
        return SchemaDocument.all().stream()
                .map(document -> DynamicTest.dynamicTest(document.toString(), () -> mutations(document)));
    }

    private static void mutations(SchemaDocument document) {
        var oracle = document.oracle();
        var valid = new ValidDocuments(document, document.toString().hashCode(), 1).next();
        Mutations.of(document, valid, mutation -> {
            var payload = Payload.of(SchemaDocument.EXACT.writeValueAsBytes(mutation.document()));
            var violations = document.request()
                    ? Codec.of(document.version()).validateRequest(document.action(), payload)
                    : Codec.of(document.version()).validateResponse(document.action(), payload);
            assertThat(violations.isEmpty())
                    .as("%s: %s; ours says %s", mutation, mutation.document(), violations)
                    .isEqualTo(SchemaDocument.isValid(oracle, mutation.document()) && !mutation.disputed())
                    .isEqualTo(mutation.refusal() == null);
            if (mutation.refusal() != null) {
                assertThat(violations.getFirst().code()).as(mutation.toString()).isEqualTo(mutation.refusal());
                assertThat(violations.getFirst().keyword())
                        .as(mutation.toString())
                        .isEqualTo(mutation.keyword());
                neverSilent(document, oracle, mutation, payload);
            }
        });
    }

    /**
     * Whatever the tolerant policy makes of it: there is a finding or a violation, a value or none accordingly, and what was
     * tolerated leaves only when it is lawful by now.
     */
    private static void neverSilent(SchemaDocument document, Schema oracle, Mutation mutation, Payload payload) {
        var tolerated = Codec.of(document.version()).decode(document.recordType(), payload, Policy.TOLERANT);
        assertThat(tolerated.findings().size() + tolerated.violations().size())
                .as(mutation.toString())
                .isPositive();
        assertThat(tolerated.value() == null).as(mutation.toString()).isNotEqualTo(tolerated.isValid());
        if (tolerated.isValid()) {
            try {
                var encoded = Codec.of(document.version()).encode(tolerated.orThrow());
                assertThat(SchemaDocument.isValid(oracle, SchemaDocument.EXACT.readTree(encoded)))
                        .as("%s left as %s", mutation, new String(encoded, StandardCharsets.UTF_8))
                        .isTrue();
            } catch (InvalidMessageException refused) {
                assertThat(refused.violations()).isNotEmpty();
            }
        }
    }

    @Test
    void noDamageMakesTheReaderThrow() {
        var random = new Random(387);
        for (var document : SchemaDocument.all()) {
            var valid = new ValidDocuments(document, 7, 1).next();
            for (int i = 0; i < 40; i++) {
                var bytes = SchemaDocument.EXACT.writeValueAsBytes(valid);
                for (int n = random.nextInt(1, 4); n > 0; n--) {
                    bytes[random.nextInt(bytes.length)] = (byte) "{}[],:\"\\019.-eEtn\u0000".charAt(random.nextInt(18));
                }
                var payload = new Payload(bytes, 0, random.nextBoolean() ? bytes.length : random.nextInt(bytes.length));
                var decoded =
                        Codec.of(document.version()).decode(document.recordType(), payload, Policy.values()[i & 1]);
                assertThat(decoded.value() == null).isNotEqualTo(decoded.isValid());
            }
        }
    }

    @Test
    void everyKeywordOfTheSchemasIsTried() {
        var found = new TreeSet<String>();
        SchemaDocument.all().forEach(d -> keywords(d.schema(), found));
        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(Set.of(
                        "additionalProperties",
                        "enum",
                        "format",
                        "maxItems",
                        "maxLength",
                        "maximum",
                        "minItems",
                        "minimum",
                        "multipleOf",
                        "required",
                        "type"));
    }

    private static void keywords(JsonNode schema, Set<String> found) {
        schema.properties().forEach(entry -> {
            switch (entry.getKey()) {
                case "properties", "definitions" -> entry.getValue().forEach(child -> keywords(child, found));
                case "items" -> keywords(entry.getValue(), found);
                // additionalItems rules nothing where items is a single schema; the others are no rules at all
                case "$schema", "$id", "$ref", "comment", "description", "javaType", "default", "additionalItems" -> {}
                default -> found.add(entry.getKey());
            }
        });
    }

    @Test
    void tenthsAreExact() {
        var request = """
                {"connectorId":1,"csChargingProfiles":{"chargingProfileId":1,"stackLevel":0,
                "chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Relative","chargingSchedule":
                {"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":%s}]}}}""";
        for (var limit = new BigDecimal("0.1");
                limit.compareTo(new BigDecimal("100")) < 0;
                limit = limit.add(BigDecimal.valueOf(0.1))) {
            assertThat(Codec.of(Version.V16)
                            .validateRequest("SetChargingProfile", Payload.of(request.formatted(limit))))
                    .as("limit " + limit)
                    .isEmpty();
        }
    }
}
