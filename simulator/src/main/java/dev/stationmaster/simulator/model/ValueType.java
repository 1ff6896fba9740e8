package dev.stationmaster.simulator.model;

import java.util.Arrays;
import java.util.List;

/** What values a setting takes. */
public sealed interface ValueType {
    /** Whether {@code value} may be stored. */
    boolean accepts(String value);

    /** Name of the type in the 2.x device model. */
    String name();

    /** A whole number in a range, both ends included. */
    record Whole(long least, long most) implements ValueType {
        @Override
        public boolean accepts(String value) {
            try {
                var number = Long.parseLong(value.strip());
                return number >= least && number <= most;
            } catch (NumberFormatException notANumber) {
                return false;
            }
        }

        @Override
        public String name() {
            return "integer";
        }
    }

    /** {@code true} or {@code false}, in any case. */
    record Flag() implements ValueType {
        @Override
        public boolean accepts(String value) {
            return value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
        }

        @Override
        public String name() {
            return "boolean";
        }
    }

    /** Any of {@code members}, comma separated, or nothing; a phase suffix as in {@code Voltage.L1} is allowed. */
    record Members(List<String> members) implements ValueType {
        @Override
        public boolean accepts(String value) {
            return value.isBlank()
                    || Arrays.stream(value.split(","))
                            .map(String::strip)
                            .map(item -> item.replaceFirst("\\.(L[123](-[N123L]+)?|N)$", ""))
                            .allMatch(members::contains);
        }

        @Override
        public String name() {
            return "MemberList";
        }
    }

    /** Exactly one of {@code options}. */
    record Option(List<String> options) implements ValueType {
        @Override
        public boolean accepts(String value) {
            return options.contains(value);
        }

        @Override
        public String name() {
            return "OptionList";
        }
    }

    /** Text of at most so many characters. */
    record Text(int most) implements ValueType {
        @Override
        public boolean accepts(String value) {
            return value.length() <= most;
        }

        @Override
        public String name() {
            return "string";
        }
    }

    /** The measurands that the simulated meters know. */
    Members MEASURANDS = new Members(List.of(
            "Energy.Active.Import.Register",
            "Power.Active.Import",
            "Power.Offered",
            "Current.Import",
            "Current.Offered",
            "Voltage",
            "Frequency",
            "SoC"));
}
