package dev.stationmaster.ocpp;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one version's schema demands of one value. */
sealed interface ValueShape
        permits ValueShape.Text,
                ValueShape.Time,
                ValueShape.Whole,
                ValueShape.Register,
                ValueShape.Decimal,
                ValueShape.Flag,
                ValueShape.Any,
                ValueShape.Custom,
                ValueShape.Items,
                ObjectShape {

    Time TIME = new Time();
    Flag FLAG = new Flag();
    Register REGISTER = new Register();
    Any ANY = new Any();
    Custom CUSTOM = new Custom();

    /**
     * @param maxLength    in code points; -1 for no limit
     * @param keepsUnknown whether the tolerant policy keeps a value outside the enumeration
     * @param values       allowed texts (each mapped to itself); null for any
     */
    record Text(
            int maxLength,
            boolean uri,
            boolean keepsUnknown,
            @Nullable Map<String, String> values) implements ValueShape {}

    record Time() implements ValueShape {}

    /**
     * An integer; we read 32 bits, as OCPP says.
     *
     * @param keepsUnknown whether the tolerant policy keeps a value out of range
     * @param asDecimal    whether the record holds a BigDecimal, because the newer version allows fractions
     */
    record Whole(int minimum, int maximum, boolean keepsUnknown, boolean asDecimal) implements ValueShape {}

    /** An integer of 32 bits on paper; the tolerant policy keeps longer ones, because meters count further. */
    record Register() implements ValueShape {}

    record Decimal(
            @Nullable BigDecimal minimum,
            @Nullable BigDecimal maximum,
            @Nullable BigDecimal multipleOf) implements ValueShape {}

    record Flag() implements ValueShape {}

    record Any() implements ValueShape {}

    record Custom() implements ValueShape {}

    record Items(ValueShape item, int minItems, int maxItems) implements ValueShape {}

    static Text text(int maxLength, boolean uri, boolean keepsUnknown, String... values) {
        if (values.length == 0) {
            return new Text(maxLength, uri, keepsUnknown, null);
        }
        var allowed = new LinkedHashMap<String, String>();
        for (var value : values) {
            allowed.put(value, value);
        }
        return new Text(maxLength, uri, keepsUnknown, allowed);
    }

    static Whole whole(int minimum, int maximum, boolean keepsUnknown, boolean asDecimal) {
        return new Whole(minimum, maximum, keepsUnknown, asDecimal);
    }

    static Decimal decimal(@Nullable String minimum, @Nullable String maximum, @Nullable String multipleOf) {
        return new Decimal(exact(minimum), exact(maximum), exact(multipleOf));
    }

    static Items list(ValueShape item, int minItems, int maxItems) {
        return new Items(item, minItems, maxItems);
    }

    private static @Nullable BigDecimal exact(@Nullable String number) {
        return number == null ? null : new BigDecimal(number);
    }
}
