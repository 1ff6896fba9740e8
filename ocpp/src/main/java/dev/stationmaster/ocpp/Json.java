package dev.stationmaster.ocpp;

import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** The one JSON reader and writer, with bounds against hostile input. */
final class Json {
    /** The deepest lawful message nests about ten levels; customData may add its own. */
    static final int MAX_DEPTH = 64;

    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(200)
                    .maxNameLength(1_000)
                    .build())
            .build();

    private static final JsonFactory FORGIVING = FACTORY.rebuild()
            .enable(
                    JsonReadFeature.ALLOW_TRAILING_COMMA,
                    JsonReadFeature.ALLOW_SINGLE_QUOTES,
                    JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS,
                    JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
                    JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS,
                    JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS)
            .build();

    private Json() {}

    /**
     * Proper JSON of what some stations take for JSON: a trailing comma, single quotes, NaN (which becomes the string "NaN"), raw
     * control characters, leading zeros. Null when that is not enough.
     */
    static byte @Nullable [] repaired(byte[] bytes, int offset, int length) {
        var out = new ByteArrayOutputStream(length);
        try (var in = FORGIVING.createParser(ObjectReadContext.empty(), bytes, offset, length);
                var generator = generator(out)) {
            in.nextToken();
            generator.copyCurrentStructure(in);
            if (in.nextToken() != null) {
                return null;
            }
        } catch (JacksonException beyondRepair) {
            return null;
        }
        return out.toByteArray();
    }

    static JsonParser parser(byte[] bytes, int offset, int length) {
        return FACTORY.createParser(ObjectReadContext.empty(), bytes, offset, length);
    }

    static JsonGenerator generator(ByteArrayOutputStream out) {
        return FACTORY.createGenerator(ObjectWriteContext.empty(), out);
    }

    static String quote(String text) {
        if (isPlain(text)) {
            return '"' + text + '"';
        }
        var out = new StringWriter();
        try (var generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            generator.writeString(text);
        }
        return out.toString();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }
}
