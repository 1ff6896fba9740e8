package dev.stationmaster.ocpp.codegen;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a schema says about one value. */
sealed interface ValueDef {
    /** A string; {@code values} is empty when any text is allowed. */
    record Text(@Nullable Integer maxLength, List<String> values, boolean uri) implements ValueDef {}

    record Time() implements ValueDef {}

    /** @param register counts a meter's whole life, so a reader must not stop at 32 bits */
    record Whole(@Nullable Long minimum, @Nullable Long maximum, boolean register) implements ValueDef {}

    /** A number; the bounds are decimal texts, so that 0.1 stays 0.1. */
    record Decimal(
            @Nullable String minimum,
            @Nullable String maximum,
            @Nullable String multipleOf) implements ValueDef {}

    record Flag() implements ValueDef {}

    /** Any JSON at all (DataTransfer.data of 2.x). */
    record Any() implements ValueDef {}

    /** customData: an open object that must name its vendor. */
    record Custom() implements ValueDef {}

    record Ref(String type) implements ValueDef {}

    record Items(
            ValueDef item,
            @Nullable Integer minItems,
            @Nullable Integer maxItems) implements ValueDef {}
}
