package dev.stationmaster.transaction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sequence numbers seen of one transaction, as ranges: small however long it runs. Immutable.
 *
 * @param bounds first and last of each range, both inclusive, ascending
 */
record SeqNumbers(List<Integer> bounds) {
    static final SeqNumbers NONE = new SeqNumbers(List.of());

    SeqNumbers with(int number) {
        int ranges = bounds.size() / 2;
        int i = 0;
        while (i < ranges && last(i) < number - 1L) i++;
        if (i < ranges && first(i) <= number && number <= last(i)) return this;
        List<Integer> changed = new ArrayList<>(bounds);
        if (i < ranges && last(i) == number - 1L) {
            changed.set(2 * i + 1, number);
            if (i + 1 < ranges && first(i + 1) == number + 1L)
                changed.subList(2 * i + 1, 2 * i + 3).clear();
        } else if (i < ranges && first(i) == number + 1L) {
            changed.set(2 * i, number);
        } else {
            changed.addAll(2 * i, List.of(number, number));
        }
        return new SeqNumbers(List.copyOf(changed));
    }

    boolean isEmpty() {
        return bounds.isEmpty();
    }

    /** The numbers missing from {@code from} to {@code to}, as words: {@code events 3-4}. */
    List<String> gaps(@Nullable Integer from, @Nullable Integer to) {
        List<String> gaps = new ArrayList<>();
        if (isEmpty()) return gaps;
        int low = from == null ? bounds.getFirst() : from;
        int high = to == null ? bounds.getLast() : to;
        long next = low;
        for (int i = 0; i < bounds.size() / 2 && next <= high; i++) {
            if (first(i) > next) addGap(gaps, next, Math.min(first(i) - 1L, high));
            next = Math.max(next, last(i) + 1L);
        }
        if (next <= high) addGap(gaps, next, high);
        return gaps;
    }

    private static void addGap(List<String> gaps, long first, long last) {
        gaps.add(first == last ? "event " + first : "events " + first + "-" + last);
    }

    private int first(int range) {
        return bounds.get(2 * range);
    }

    private int last(int range) {
        return bounds.get(2 * range + 1);
    }

    /** As the database writes an {@code int4multirange}: <code>{[0,4),[5,9)}</code>. */
    static SeqNumbers parse(String multirange) {
        String inner = multirange.replaceAll("[{}\\[\\]()]", "");
        if (inner.isBlank()) return NONE;
        int[] numbers =
                Arrays.stream(inner.split(",")).mapToInt(Integer::parseInt).toArray();
        List<Integer> bounds = new ArrayList<>();
        for (int i = 0; i + 1 < numbers.length; i += 2) bounds.addAll(List.of(numbers[i], numbers[i + 1] - 1));
        return new SeqNumbers(List.copyOf(bounds));
    }
}
