package dev.stationmaster.platform.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list, found by key and not by number, so that it neither skips nor repeats what moves meanwhile.
 *
 * @param next the cursor of the following page; null on the last one
 */
public record Page<T>(List<T> items, @Nullable String next) {
    /**
     * @param found up to one more than the page holds: the one too many proves that another page follows
     * @param key what orders the list, of the last item shown
     */
    public static <T> Page<T> of(List<T> found, Paging paging, Function<T, String> key) {
        if (found.size() <= paging.limit()) return new Page<>(found, null);
        var items = found.subList(0, paging.limit());
        return new Page<>(items, Paging.cursor(key.apply(items.getLast())));
    }

    /**
     * A page of a list that was looked through only so far.
     *
     * @param key of the last element that was looked at, shown or not; null when the list is at its end
     */
    public static <T> Page<T> soFar(List<T> found, @Nullable String key) {
        return new Page<>(found, key == null ? null : Paging.cursor(key));
    }

    public <R> Page<R> map(Function<T, R> show) {
        return new Page<>(items.stream().map(show).toList(), next);
    }
}
