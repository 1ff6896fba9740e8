package dev.stationmaster.ocpp;

import static dev.stationmaster.ocpp.ErrorCode.FORMAT_VIOLATION;
import static dev.stationmaster.ocpp.ErrorCode.OCCURRENCE_CONSTRAINT_VIOLATION;
import static dev.stationmaster.ocpp.ErrorCode.PROPERTY_CONSTRAINT_VIOLATION;
import static dev.stationmaster.ocpp.ErrorCode.PROTOCOL_ERROR;
import static dev.stationmaster.ocpp.ErrorCode.TYPE_CONSTRAINT_VIOLATION;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads one payload into its record and checks it in the same pass. */
final class Decoder {
    /** Stands for a value that cannot be used; why is in the report. */
    static final Object BROKEN = new Object();

    private final Version version;
    private final RecordAccess records;
    private final boolean tolerant;
    private final Payload payload;
    private final JsonParser in;
    private final Report report;
    private final Scalars scalars;

    private Decoder(ShapeTable table, Policy policy, Payload payload, JsonParser in, Report report) {
        this.version = table.version;
        this.records = table.records;
        this.tolerant = policy == Policy.TOLERANT;
        this.payload = payload;
        this.in = in;
        this.report = report;
        this.scalars = new Scalars(in, tolerant, report);
    }

    /** @return the value (for an object its record), or null when the report holds violations */
    static @Nullable Object read(ShapeTable table, ValueShape shape, Payload payload, Policy policy, Report report) {
        if (!isUtf8(payload)) {
            report.violation("json", "not JSON in UTF-8", FORMAT_VIOLATION);
            return null;
        }
        try (var in = Json.parser(payload.bytes(), payload.offset(), payload.length())) {
            in.nextToken();
            var value = new Decoder(table, policy, payload, in, report).root(shape);
            return value == BROKEN ? null : value;
        } catch (JacksonException broken) {
            report.violation("json", "not well-formed JSON", FORMAT_VIOLATION);
            return null;
        }
    }

    /** The parser would guess UTF-16 or UTF-32 from a zero among the first bytes, or from a mark. */
    private static boolean isUtf8(Payload payload) {
        var bytes = payload.bytes();
        var start = payload.offset();
        return payload.length() > 0 && bytes[start] > 0 && (payload.length() == 1 || bytes[start + 1] != 0);
    }

    private Object root(ValueShape shape) {
        if (shape instanceof ObjectShape && in.currentToken() != JsonToken.START_OBJECT) {
            report.violation("type", "the payload must be an object", FORMAT_VIOLATION);
            return BROKEN;
        }
        var value = value(shape);
        if (in.nextToken() != null) {
            report.violation("json", "text after the payload", FORMAT_VIOLATION);
            return BROKEN;
        }
        return value;
    }

    private Object value(ValueShape shape) {
        return switch (shape) {
            case ValueShape.Text text -> scalars.text(text);
            case ValueShape.Whole whole -> scalars.whole(whole);
            case ValueShape.Register _ -> scalars.register();
            case ValueShape.Decimal decimal -> scalars.decimal(decimal);
            case ValueShape.Time _ -> scalars.time();
            case ValueShape.Flag _ -> scalars.flag();
            case ObjectShape object -> object(object);
            case ValueShape.Items items -> list(items);
            case ValueShape.Custom _ -> custom();
            case ValueShape.Any _ -> any();
        };
    }

    private Object object(ObjectShape shape) {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            return scalars.wrongType("an object");
        }
        var values = new @Nullable Object[shape.byIndex.length];
        long seen = 0;
        boolean broken = false;
        for (var name = in.nextName(); name != null; name = in.nextName()) {
            var property = shape.property(name);
            if (property == null) {
                property = tolerant ? otherCase(shape, name, seen) : null;
                if (property == null) {
                    broken |= unknown(name);
                    continue;
                }
            }
            report.enter(property.name());
            in.nextToken();
            long bit = 1L << property.index();
            if ((seen & bit) != 0) {
                report.finding("duplicate", "came more than once; the last one counts", FORMAT_VIOLATION);
            }
            seen |= bit;
            int mark = report.mark();
            var value = value(property.shape());
            if (value == BROKEN) {
                if (tolerant && !property.required()) {
                    report.forgive(mark);
                } else {
                    broken = true;
                }
                value = null;
            }
            values[property.index()] = value;
            report.leave();
        }
        long missing = shape.required & ~seen;
        if (missing != 0) {
            missing(shape, missing);
            return BROKEN;
        }
        return broken ? BROKEN : records.make(shape.type, values);
    }

    private ObjectShape.@Nullable Property otherCase(ObjectShape shape, String name, long seen) {
        var property = shape.propertyIgnoringCase(name);
        if (property == null || (seen & (1L << property.index())) != 0) {
            return null;
        }
        report.enter(name);
        report.finding("additionalProperties", "is taken for " + property.name(), unknownCode());
        report.leave();
        return property;
    }

    /** @return whether that refuses the object */
    private boolean unknown(String name) {
        in.nextToken();
        in.skipChildren();
        report.enter(name);
        if (tolerant) {
            report.finding("additionalProperties", "is not a property of this object", unknownCode());
        } else {
            report.violation("additionalProperties", "is not a property of this object", unknownCode());
        }
        report.leave();
        return !tolerant;
    }

    /** 1.6 has ProtocolError for what is missing only, and FormationViolation for another structure than the action's. */
    private ErrorCode unknownCode() {
        return version == Version.V16 ? FORMAT_VIOLATION : PROTOCOL_ERROR;
    }

    private void missing(ObjectShape shape, long missing) {
        for (var property : shape.byIndex) {
            if (property != null && (missing & (1L << property.index())) != 0) {
                report.enter(property.name());
                report.violation("required", "is required", PROTOCOL_ERROR);
                report.leave();
            }
        }
    }

    private Object list(ValueShape.Items shape) {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            return scalars.wrongType("a list");
        }
        List<Object> values = new ArrayList<>();
        boolean broken = false;
        int count = 0;
        for (; in.nextToken() != JsonToken.END_ARRAY; count++) {
            report.enter(count);
            int mark = report.mark();
            var value = value(shape.item());
            if (value != BROKEN) {
                values.add(value);
            } else if (tolerant) {
                report.forgive(mark);
            } else {
                broken = true;
            }
            report.leave();
        }
        if (count < shape.minItems()) {
            broken |= wrongCount("minItems", "must have at least " + shape.minItems() + " element(s)");
        }
        if (count > shape.maxItems()) {
            broken |= wrongCount("maxItems", "must have at most " + shape.maxItems() + " element(s)");
        }
        return broken ? BROKEN : List.copyOf(values);
    }

    private boolean wrongCount(String keyword, String message) {
        if (tolerant) {
            report.finding(keyword, message, OCCURRENCE_CONSTRAINT_VIOLATION);
        } else {
            report.violation(keyword, message, OCCURRENCE_CONSTRAINT_VIOLATION);
        }
        return !tolerant;
    }

    private Object any() {
        int start = (int) in.currentTokenLocation().getByteOffset();
        in.skipChildren();
        in.finishToken();
        return since(start);
    }

    private Object custom() {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            return scalars.wrongType("an object");
        }
        int start = (int) in.currentTokenLocation().getByteOffset();
        boolean named = false;
        boolean broken = false;
        for (var name = in.nextName(); name != null; name = in.nextName()) {
            var token = in.nextToken();
            if (name.equals("vendorId")) {
                named = true;
                report.enter(name);
                if (token != JsonToken.VALUE_STRING) {
                    report.violation("type", "must be a string", TYPE_CONSTRAINT_VIOLATION);
                    broken = true;
                } else if (Rules.isTooLong(in.getString(), 255)) {
                    report.violation("maxLength", "must have at most 255 characters", PROPERTY_CONSTRAINT_VIOLATION);
                    broken = true;
                }
                report.leave();
            }
            in.skipChildren();
        }
        if (!named) {
            report.enter("vendorId");
            report.violation("required", "is required", PROTOCOL_ERROR);
            report.leave();
            broken = true;
        }
        return broken ? BROKEN : since(start);
    }

    private JsonValue since(int start) {
        int end = (int) in.currentLocation().getByteOffset();
        return new JsonValue(
                new String(payload.bytes(), payload.offset() + start, end - start, StandardCharsets.UTF_8));
    }
}
