package dev.stationmaster.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FigureTest {
    @Test
    void aFigureIsKeptUpToItsBudgetAndNeverWhenItWasNotReached() {
        var figure = Figure.of("storm", "until all are back", 12.345, "s").atMost(20);
        assertThat(figure.verdict()).isEqualTo("kept");
        assertThat(figure.shown()).isEqualTo("12.3");
        assertThat(Figure.of("storm", "until all are back", -1, "s").atMost(20).verdict())
                .isEqualTo("OVER");
        assertThat(Figure.of("storm", "CPU", 0.5, "ms").verdict()).isEmpty();
    }

    @Test
    void whatWasLostMakesTheRunFailAndWhatWasSlowDoesNot() {
        var book = new Book();
        book.add(Figure.of("idle", "memory", 99, "kB").atMost(12));
        assertThat(book.promisesKept()).isTrue();
        book.add(Figure.none("storm", "messages never answered", 1, ""));
        assertThat(book.promisesKept()).isFalse();
    }

    @Test
    void theTablesNameMachineFigureAndBudget() {
        var book = new Book();
        book.add(Figure.of("idle", "memory of the server, each", 11.5, "kB").atMost(12));
        book.leftOut("history");
        var report = new Report(new double[] {0.1, 0.2}, book);
        assertThat(report.table()).contains("fdatasync 0.10 ms", "memory of the server, each", "kept", "history");
        assertThat(report.markdown()).contains("| idle | memory of the server, each | 11.5 kB | 12 | kept |");
        assertThat(report.json()).contains("\"kept\" : true");
    }
}
