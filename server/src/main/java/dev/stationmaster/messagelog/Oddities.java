package dev.stationmaster.messagelog;

import dev.stationmaster.ocpp.ErrorCode;
import dev.stationmaster.ocpp.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What features find odd about the message in work and take all the same: a transaction that nobody knows, a clock at 1970. Recorded with the
 * message as a finding of its station, beside what its frame and its schema had to say.
 */
public final class Oddities {
    private static final ScopedValue<List<Violation>> OF_THE_MESSAGE = ScopedValue.newInstance();

    private Oddities() {}

    /** Does the work of a message; what is noted meanwhile goes into {@code found}. */
    public static <T> T collect(List<Violation> found, Supplier<T> work) {
        return ScopedValue.where(OF_THE_MESSAGE, found).call(work::get);
    }

    /** A place to collect in. */
    public static List<Violation> none() {
        return new ArrayList<>(0);
    }

    /**
     * Notes it. Outside of a message, in our own upkeep, nothing is noted.
     *
     * @param path JSON pointer into the payload; "" where no single place is to blame
     * @param rule stable, in kebab-case; findings are counted by it
     * @param message one sentence for a person
     */
    public static void note(String path, String rule, String message) {
        if (!OF_THE_MESSAGE.isBound()) return;
        OF_THE_MESSAGE.get().add(of(path, rule, message));
    }

    /** An oddity for those who record an exchange themselves. */
    public static Violation of(String path, String rule, String message) {
        return new Violation(path, rule, message, ErrorCode.GENERIC_ERROR);
    }
}
