package dev.stationmaster.ocpp;

import static dev.stationmaster.ocpp.ErrorCode.OCCURRENCE_CONSTRAINT_VIOLATION;
import static dev.stationmaster.ocpp.ErrorCode.PROPERTY_CONSTRAINT_VIOLATION;
import static dev.stationmaster.ocpp.ErrorCode.PROTOCOL_ERROR;
import static dev.stationmaster.ocpp.ErrorCode.TYPE_CONSTRAINT_VIOLATION;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Writes one record as JSON and checks it on the way. */
final class Encoder {
    /** OCPP advises no more decimal places towards stations. */
    private static final int MOST_DECIMALS = 6;

    private final ShapeTable table;
    private final JsonGenerator out;
    private final Report report = new Report();

    private Encoder(ShapeTable table, JsonGenerator out) {
        this.table = table;
        this.out = out;
    }

    static byte[] encode(ShapeTable table, ObjectShape shape, Object message) {
        var bytes = new ByteArrayOutputStream(256);
        var generator = Json.generator(bytes);
        var encoder = new Encoder(table, generator);
        try (generator) {
            encoder.object(shape, message);
        }
        var violations = encoder.report.violations();
        if (!violations.isEmpty()) {
            throw new InvalidMessageException(violations);
        }
        return bytes.toByteArray();
    }

    private void object(ObjectShape shape, Object message) {
        out.writeStartObject();
        var values = table.records.take(shape.type, message);
        for (int i = 0; i < values.length; i++) {
            var property = shape.byIndex[i];
            var value = values[i];
            if (property == null) {
                if (value != null) {
                    report.enter(shape.recordClass().getRecordComponents()[i].getName());
                    refuse("additionalProperties", "does not exist in " + table.version.subprotocol(), PROTOCOL_ERROR);
                    report.leave();
                }
                continue;
            }
            if (value == null && !property.required()) {
                continue;
            }
            report.enter(property.name());
            if (value == null) {
                refuse("required", "is required", PROTOCOL_ERROR);
            } else {
                out.writeName(property.name());
                value(property.shape(), value);
            }
            report.leave();
        }
        out.writeEndObject();
    }

    private void value(ValueShape shape, Object value) {
        switch (shape) {
            case ValueShape.Text text -> text(text, (String) value);
            case ValueShape.Whole whole -> whole(whole, value);
            case ValueShape.Register _ -> register((Long) value);
            case ValueShape.Decimal decimal -> decimal(decimal, (BigDecimal) value);
            case ValueShape.Time _ -> time((Instant) value);
            case ValueShape.Flag _ -> out.writeBoolean((Boolean) value);
            case ValueShape.Any any -> raw(any, (JsonValue) value);
            case ValueShape.Custom custom -> raw(custom, (JsonValue) value);
            case ObjectShape object -> object(object, value);
            case ValueShape.Items items -> list(items, (List<?>) value);
        }
    }

    private void text(ValueShape.Text shape, String text) {
        if (shape.values() != null && !shape.values().containsKey(text)) {
            refuse(
                    "enum",
                    "must be one of " + String.join(", ", shape.values().keySet()),
                    PROPERTY_CONSTRAINT_VIOLATION);
        }
        if (Rules.isTooLong(text, shape.maxLength())) {
            refuse(
                    "maxLength",
                    "must have at most " + shape.maxLength() + " characters",
                    PROPERTY_CONSTRAINT_VIOLATION);
        }
        if (shape.uri() && !Rules.isUri(text)) {
            refuse("format", "must be a URI", PROPERTY_CONSTRAINT_VIOLATION);
        }
        if (!Rules.isWritable(text)) {
            refuse("text", "holds half a surrogate pair, which UTF-8 cannot express", PROPERTY_CONSTRAINT_VIOLATION);
            out.writeNull();
            return;
        }
        out.writeString(text);
    }

    private void whole(ValueShape.Whole shape, Object value) {
        var number = value instanceof BigDecimal decimal ? Rules.asInt(decimal) : (Integer) value;
        if (number == null) {
            refuse("type", "must be an integer in " + table.version.subprotocol(), TYPE_CONSTRAINT_VIOLATION);
            out.writeNull();
            return;
        }
        if (number < shape.minimum()) {
            refuse("minimum", "must be at least " + shape.minimum(), PROPERTY_CONSTRAINT_VIOLATION);
        }
        if (number > shape.maximum()) {
            refuse("maximum", "must be at most " + shape.maximum(), PROPERTY_CONSTRAINT_VIOLATION);
        }
        out.writeNumber(number);
    }

    private void register(long number) {
        if (number != (int) number) refuse("int32", "must fit into 32 bits", PROPERTY_CONSTRAINT_VIOLATION);
        out.writeNumber(number);
    }

    private void decimal(ValueShape.Decimal shape, BigDecimal number) {
        if (!Rules.isReasonable(number)) {
            refuse("magnitude", "is beyond any real value", PROPERTY_CONSTRAINT_VIOLATION);
            out.writeNull();
            return;
        }
        if (Rules.isBelow(number, shape.minimum())) {
            refuse("minimum", "must be at least " + shape.minimum(), PROPERTY_CONSTRAINT_VIOLATION);
        }
        if (Rules.isAbove(number, shape.maximum())) {
            refuse("maximum", "must be at most " + shape.maximum(), PROPERTY_CONSTRAINT_VIOLATION);
        }
        if (!Rules.isMultiple(number, shape.multipleOf())) {
            refuse("multipleOf", "must be a multiple of " + shape.multipleOf(), PROPERTY_CONSTRAINT_VIOLATION);
        }
        var written = number.scale() > MOST_DECIMALS ? number.setScale(MOST_DECIMALS, RoundingMode.HALF_UP) : number;
        out.writeNumber(written.toPlainString());
    }

    private void time(Instant time) {
        if (!DateTimes.isWritable(time)) {
            refuse("format", "must lie in the years 0000 to 9999", PROPERTY_CONSTRAINT_VIOLATION);
        }
        out.writeString(DateTimes.format(time));
    }

    private void list(ValueShape.Items shape, List<?> values) {
        if (values.size() < shape.minItems()) {
            refuse(
                    "minItems",
                    "must have at least " + shape.minItems() + " element(s)",
                    OCCURRENCE_CONSTRAINT_VIOLATION);
        }
        if (values.size() > shape.maxItems()) {
            refuse(
                    "maxItems",
                    "must have at most " + shape.maxItems() + " element(s)",
                    OCCURRENCE_CONSTRAINT_VIOLATION);
        }
        out.writeStartArray();
        for (int i = 0; i < values.size(); i++) {
            report.enter(i);
            value(shape.item(), values.get(i));
            report.leave();
        }
        out.writeEndArray();
    }

    /** Text from outside: read strictly before it becomes a part of our message. */
    private void raw(ValueShape shape, JsonValue value) {
        if (Decoder.read(table, shape, Payload.of(value.json()), Policy.STRICT, report) == null) {
            out.writeNull();
        } else {
            out.writeRawValue(value.json());
        }
    }

    private void refuse(String keyword, String message, ErrorCode code) {
        report.violation(keyword, message, code);
    }
}
