package dev.stationmaster.ocpp;

import static dev.stationmaster.ocpp.ErrorCode.PROPERTY_CONSTRAINT_VIOLATION;
import static dev.stationmaster.ocpp.ErrorCode.TYPE_CONSTRAINT_VIOLATION;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads strings, numbers, booleans and times; each method returns the value, or BROKEN with the reason in the report. */
final class Scalars {
    private static final Object BROKEN = Decoder.BROKEN;
    private static final int LONGEST_NUMBER = 40;

    /** Tolerance ends here (or at twice the limit): a text of a megabyte is no quirk, and no key of an index. */
    private static final int LONGEST_WORD = 255;

    /** In watt-hours: a thousand years of the largest power station. Beyond it a register is nonsense, whatever it says. */
    private static final BigDecimal MOST_REGISTER = BigDecimal.valueOf(10_000_000_000_000_000L);

    private final JsonParser in;
    private final boolean tolerant;
    private final Report report;

    Scalars(JsonParser in, boolean tolerant, Report report) {
        this.in = in;
        this.tolerant = tolerant;
        this.report = report;
    }

    Object wrongType(String expected) {
        in.skipChildren();
        report.violation("type", "must be " + expected, TYPE_CONSTRAINT_VIOLATION);
        return BROKEN;
    }

    Object text(ValueShape.Text shape) {
        var token = in.currentToken();
        if (token != JsonToken.VALUE_STRING) {
            if (!tolerant || !(token.isNumeric() || token.isBoolean())) {
                return wrongType("a string");
            }
            report.finding("type", "must be a string; its text is taken", TYPE_CONSTRAINT_VIOLATION);
        }
        var text = in.getString();
        if (shape.values() != null) {
            return word(shape, shape.values(), text);
        }
        if (Rules.isTooLong(text, shape.maxLength())
                && refused(
                        "maxLength",
                        "must have at most " + shape.maxLength() + " characters",
                        !Rules.isTooLong(text, Math.max(LONGEST_WORD, 2 * shape.maxLength())))) {
            return BROKEN;
        }
        if (shape.uri() && !Rules.isUri(text) && refuses("format", "must be a URI")) {
            return BROKEN;
        }
        if (text.indexOf('\0') >= 0) {
            report.finding("text", "holds U+0000, which is left out", PROPERTY_CONSTRAINT_VIOLATION);
            return text.replace("\0", "");
        }
        return text;
    }

    private Object word(ValueShape.Text shape, Map<String, String> values, String text) {
        var word = values.get(text);
        if (word != null) {
            return word;
        }
        if (tolerant) {
            for (var value : values.keySet()) {
                if (value.equalsIgnoreCase(text.strip())) {
                    report.finding("enum", "is taken for " + value, PROPERTY_CONSTRAINT_VIOLATION);
                    return value;
                }
            }
            if (shape.keepsUnknown() && text.length() <= LONGEST_WORD) {
                report.finding("enum", "is none of the known values; kept as it is", PROPERTY_CONSTRAINT_VIOLATION);
                return text.replace("\0", "");
            }
        }
        report.violation("enum", "must be one of " + String.join(", ", values.keySet()), PROPERTY_CONSTRAINT_VIOLATION);
        return BROKEN;
    }

    Object whole(ValueShape.Whole shape) {
        if (in.currentToken() == JsonToken.VALUE_NUMBER_INT && in.getNumberType() == JsonParser.NumberType.INT) {
            return inRange(shape, in.getIntValue());
        }
        var number = number("an integer");
        if (number == null) {
            return BROKEN;
        }
        var exact = Rules.asInt(number);
        if (exact != null) {
            return inRange(shape, exact);
        }
        if (!Rules.isReasonable(number) || Rules.hasNoFraction(number)) {
            report.violation("int32", "must fit into 32 bits", PROPERTY_CONSTRAINT_VIOLATION);
            return BROKEN;
        }
        var rounded = Rules.asInt(number.setScale(0, RoundingMode.HALF_UP));
        if (!tolerant || rounded == null) {
            return wrongType("an integer");
        }
        report.finding("type", "must be an integer; it is rounded", TYPE_CONSTRAINT_VIOLATION);
        return inRange(shape, rounded);
    }

    /** Nothing that reads as a number is refused: a start or stop of a transaction would be lost with it. */
    Object register() {
        if (in.currentToken() == JsonToken.VALUE_NUMBER_INT && in.getNumberType() == JsonParser.NumberType.INT) {
            return (long) in.getIntValue();
        }
        var number = number("an integer");
        if (number == null) {
            return BROKEN;
        }
        if (!Rules.isReasonable(number)) {
            report.violation("int32", "must fit into 32 bits", PROPERTY_CONSTRAINT_VIOLATION);
            return BROKEN;
        }
        var whole = number.setScale(0, RoundingMode.HALF_UP);
        if (whole.compareTo(number) != 0) {
            if (!tolerant) {
                return wrongType("an integer");
            }
            report.finding("type", "must be an integer; it is rounded", TYPE_CONSTRAINT_VIOLATION);
        }
        var kept = whole.min(MOST_REGISTER).max(MOST_REGISTER.negate());
        if (Rules.asInt(whole) == null) {
            var what = kept.compareTo(whole) == 0 ? "it is kept" : "it is taken for " + kept.toPlainString();
            if (refuses("int32", "must fit into 32 bits; " + what)) {
                return BROKEN;
            }
        }
        return kept.longValueExact();
    }

    private Object inRange(ValueShape.Whole shape, int number) {
        if (number < shape.minimum()
                && refused("minimum", "must be at least " + shape.minimum(), shape.keepsUnknown())) {
            return BROKEN;
        }
        if (number > shape.maximum()
                && refused("maximum", "must be at most " + shape.maximum(), shape.keepsUnknown())) {
            return BROKEN;
        }
        return shape.asDecimal() ? (Object) BigDecimal.valueOf(number) : (Object) number;
    }

    Object decimal(ValueShape.Decimal shape) {
        var number = number("a number");
        if (number == null) {
            return BROKEN;
        }
        if (!Rules.isReasonable(number)) {
            report.violation("magnitude", "is beyond any real value", PROPERTY_CONSTRAINT_VIOLATION);
            return BROKEN;
        }
        if (Rules.isBelow(number, shape.minimum())) {
            report.violation("minimum", "must be at least " + shape.minimum(), PROPERTY_CONSTRAINT_VIOLATION);
            return BROKEN;
        }
        if (Rules.isAbove(number, shape.maximum())) {
            report.violation("maximum", "must be at most " + shape.maximum(), PROPERTY_CONSTRAINT_VIOLATION);
            return BROKEN;
        }
        if (!Rules.isMultiple(number, shape.multipleOf())
                && refuses("multipleOf", "must be a multiple of " + shape.multipleOf())) {
            return BROKEN;
        }
        return number;
    }

    /** Null when it is none, with the violation reported. A string that holds one, with a decimal comma too, may be repaired. */
    private @Nullable BigDecimal number(String expected) {
        var token = in.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            return in.getDecimalValue();
        }
        if (tolerant && token == JsonToken.VALUE_STRING) {
            var text = in.getString().strip().replace(',', '.');
            if (!text.isEmpty() && text.length() <= LONGEST_NUMBER) {
                try {
                    var number = new BigDecimal(text);
                    report.finding(
                            "type", "must be " + expected + "; its text is read as one", TYPE_CONSTRAINT_VIOLATION);
                    return number;
                } catch (NumberFormatException words) {
                    // refused below
                }
            }
        }
        wrongType(expected);
        return null;
    }

    Object flag() {
        var token = in.currentToken();
        if (token == JsonToken.VALUE_TRUE) {
            return true;
        }
        if (token == JsonToken.VALUE_FALSE) {
            return false;
        }
        if (tolerant && (token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT)) {
            var meant =
                    switch (in.getString().strip().toLowerCase(Locale.ROOT)) {
                        case "true", "1" -> Boolean.TRUE;
                        case "false", "0" -> Boolean.FALSE;
                        default -> null;
                    };
            if (meant != null) {
                report.finding("type", "must be true or false; it is read as " + meant, TYPE_CONSTRAINT_VIOLATION);
                return meant;
            }
        }
        return wrongType("true or false");
    }

    Object time() {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            return wrongType("a string");
        }
        var text = in.getString();
        var time = DateTimes.strict(text);
        if (time != null) {
            return time;
        }
        if (tolerant) {
            time = DateTimes.lenient(text);
            if (time != null) {
                report.finding(
                        "format",
                        "must be a date-time of RFC 3339; it is read as " + time,
                        PROPERTY_CONSTRAINT_VIOLATION);
                return time;
            }
        }
        report.violation("format", "must be a date-time of RFC 3339", PROPERTY_CONSTRAINT_VIOLATION);
        return BROKEN;
    }

    /** A value that the tolerant policy lets pass as it is. */
    private boolean refuses(String keyword, String message) {
        return refused(keyword, message, true);
    }

    private boolean refused(String keyword, String message, boolean mayPass) {
        if (tolerant && mayPass) {
            report.finding(keyword, message, PROPERTY_CONSTRAINT_VIOLATION);
            return false;
        }
        report.violation(keyword, message, PROPERTY_CONSTRAINT_VIOLATION);
        return true;
    }
}
