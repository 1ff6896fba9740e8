package dev.stationmaster.changefeed;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** The last so many of a numbered stream. Writers and readers hold its lock for a moment only. */
public final class Ring<T> {
    private final Object[] places;
    private final ToLongFunction<T> number;
    private long added;
    private long floor;
    private long head;

    /** @param number of an element; rises from each to the next, gaps are allowed */
    public Ring(int size, ToLongFunction<T> number) {
        this.places = new Object[size];
        this.number = number;
    }

    /** Nothing up to that number will be found here. */
    synchronized void startAfter(long last) {
        floor = last;
        head = last;
    }

    public synchronized void add(T element) {
        int place = (int) (added % places.length);
        if (added >= places.length) floor = number.applyAsLong(at(place));
        places[place] = element;
        added++;
        head = number.applyAsLong(element);
    }

    /** The number of the newest element. */
    public synchronized long head() {
        return head;
    }

    /** The number of the last element that is no longer here: readers who have seen that far miss nothing. */
    public synchronized long floor() {
        return floor;
    }

    /** Elements with a larger number, oldest first, of those that are still here. */
    public synchronized List<T> after(long last, int limit) {
        if (last >= head) return List.of();
        long low = Math.max(0, added - places.length);
        long high = added;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (number.applyAsLong(at((int) (middle % places.length))) <= last) low = middle + 1;
            else high = middle;
        }
        var found = new ArrayList<T>((int) Math.min(limit, added - low));
        for (long i = low; i < added && found.size() < limit; i++) found.add(at((int) (i % places.length)));
        return found;
    }

    @SuppressWarnings("unchecked") // only add() writes here
    private T at(int place) {
        return (T) places[place];
    }
}
