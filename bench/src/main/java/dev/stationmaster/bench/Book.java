package dev.stationmaster.bench;

import java.util.ArrayList;
import java.util.List;

/** What was measured, as it comes. */
final class Book {
    private final List<Result> results = new ArrayList<>();
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    void add(Result result) {
        results.add(result);
    }

    void add(Figure figure) {
        figures.add(figure);
        System.err.println("  " + figure.what() + ": " + figure.shown() + " " + figure.unit() + " " + figure.verdict());
    }

    void leftOut(String what) {
        leftOut.add(what);
    }

    List<Result> results() {
        return results;
    }

    List<Figure> figures() {
        return figures;
    }

    List<String> leftOut() {
        return leftOut;
    }

    /** Nothing was lost, and no station got an error; budgets do not count. */
    boolean promisesKept() {
        return results.stream().allMatch(Result::promisesKept)
                && figures.stream().allMatch(figure -> !figure.promise() || figure.kept());
    }
}
