package dev.stationmaster.devicemodel;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One entry of a device report (NotifyReport reportData): a variable, its attributes, and what it can be. */
public record ReportedVariable(
        Variable variable,
        List<Attribute> attributes,
        @Nullable Characteristics characteristics) {
    /** Whether that attribute's value must not be kept. */
    boolean hides(Attribute attribute) {
        return "WriteOnly".equals(attribute.mutability()) || Secrets.isSecret(variable.name());
    }

    /**
     * @param type Actual, Target, MinSet or MaxSet
     * @param value null for WriteOnly ones, and where there is none
     * @param mutability ReadOnly, WriteOnly or ReadWrite (absent on the wire means ReadWrite)
     */
    public record Attribute(
            String type, @Nullable String value, @Nullable String mutability, boolean persistent, boolean constant) {
        Attribute withoutValue() {
            return new Attribute(type, null, mutability, persistent, constant);
        }
    }

    /**
     * @param dataType string, decimal, integer, dateTime, boolean, OptionList, SequenceList or MemberList
     * @param maxLimit for numbers the greatest value, for strings and lists the length of the text
     * @param valuesList allowed values, comma-separated
     */
    public record Characteristics(
            String dataType,
            @Nullable String unit,
            @Nullable BigDecimal minLimit,
            @Nullable BigDecimal maxLimit,
            @Nullable String valuesList,
            boolean supportsMonitoring) {}
}
