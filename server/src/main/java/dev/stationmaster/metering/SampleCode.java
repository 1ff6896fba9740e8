package dev.stationmaster.metering;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sample in as few letters as it is stored with: one letter each for measurand, phase, unit, location and context, then the value as sent. A letter
 * stands for its word for ever: words are added at the end of a list, never moved, never taken away.
 */
final class SampleCode {
    private static final char ABSENT = '-';
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LONGEST_VALUE = 24;

    private static final Words MEASURANDS = new Words(
            "Energy.Active.Import.Register",
            "Energy.Active.Export.Register",
            "Energy.Reactive.Import.Register",
            "Energy.Reactive.Export.Register",
            "Energy.Active.Import.Interval",
            "Energy.Active.Export.Interval",
            "Energy.Reactive.Import.Interval",
            "Energy.Reactive.Export.Interval",
            "Power.Active.Import",
            "Power.Active.Export",
            "Power.Reactive.Import",
            "Power.Reactive.Export",
            "Power.Offered",
            "Power.Factor",
            "Current.Import",
            "Current.Export",
            "Current.Offered",
            "Voltage",
            "Frequency",
            "Temperature",
            "SoC",
            "RPM",
            "Energy.Active.Net",
            "Energy.Reactive.Net",
            "Energy.Apparent.Net",
            "Energy.Apparent.Import",
            "Energy.Apparent.Export");
    private static final Words PHASES =
            new Words("L1", "L2", "L3", "N", "L1-N", "L2-N", "L3-N", "L1-L2", "L2-L3", "L3-L1");
    private static final Words UNITS = new Words(
            "Wh",
            "kWh",
            "varh",
            "kvarh",
            "W",
            "kW",
            "VA",
            "kVA",
            "var",
            "kvar",
            "A",
            "V",
            "K",
            "Celsius",
            "Celcius",
            "Fahrenheit",
            "Percent",
            "Hz",
            "RPM",
            "VAh",
            "kVAh");
    private static final Words LOCATIONS = new Words("Outlet", "Inlet", "Body", "Cable", "EV", "Upstream");
    private static final Words CONTEXTS = new Words(
            "Sample.Periodic",
            "Sample.Clock",
            "Transaction.Begin",
            "Transaction.End",
            "Interruption.Begin",
            "Interruption.End",
            "Trigger",
            "Other");

    private SampleCode() {}

    /** The words of one field and their letters. */
    private static final class Words {
        private final List<String> words;
        private final Map<String, Character> letters = new HashMap<>();

        Words(String... words) {
            this.words = List.of(words);
            for (int i = 0; i < words.length; i++) letters.put(words[i], LETTERS.charAt(i));
        }

        /** 0 for a word that has none. */
        char letter(@Nullable String word) {
            return word == null ? ABSENT : letters.getOrDefault(word, (char) 0);
        }

        @Nullable
        String word(char letter) {
            return letter == ABSENT ? null : words.get(LETTERS.indexOf(letter));
        }
    }

    /**
     * Adds the code of a sample.
     *
     * @return false, and nothing added, for one that says more than a code can: words of its own, a multiplier, a signature, a value that is no number
     */
    static boolean write(Sample sample, StringBuilder out) {
        if (sample.multiplier() != 0 || sample.signed() != null || !plain(sample.value())) return false;
        int from = out.length();
        boolean known = add(out, MEASURANDS.letter(sample.measurand()))
                && add(out, PHASES.letter(sample.phase()))
                && add(out, UNITS.letter(sample.unit()))
                && add(out, LOCATIONS.letter(sample.location()))
                && add(out, CONTEXTS.letter(sample.context()));
        if (known) out.append(sample.value());
        else out.setLength(from);
        return known;
    }

    private static boolean add(StringBuilder out, char letter) {
        if (letter == 0) return false;
        out.append(letter);
        return true;
    }

    /** Nothing in it that JSON would have to escape. */
    private static boolean plain(String value) {
        if (value.length() > LONGEST_VALUE) return false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') return false;
        }
        return true;
    }

    static Sample read(String code) {
        return new Sample(
                code.substring(5),
                MEASURANDS.word(code.charAt(0)),
                CONTEXTS.word(code.charAt(4)),
                PHASES.word(code.charAt(1)),
                LOCATIONS.word(code.charAt(3)),
                UNITS.word(code.charAt(2)),
                0,
                null);
    }
}
