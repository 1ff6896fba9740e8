package dev.stationmaster.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.statistics.StatisticsService.Figures;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;

class MonthlyReportTextTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final Figures SUM =
            new Figures(4, Duration.ofHours(1000), Duration.ofMinutes(90), 2, 3, 1234, new BigDecimal("5678900"), 7200);

    @Test
    void theMailTellsTheFiguresWithTheirDefinitionAndWhereToPrintThem() {
        var text = new MonthlyReportText("en", "North", OCTOBER, BERLIN);
        assertThat(text.subject()).isEqualTo("Stationmaster: report of October 2026, North");
        assertThat(text.body(SUM, "https://csms.example.com/reports?month=2026-10"))
                .contains("Uptime: 99.85 %\n", "Energy: 5,678.9 kWh\n", "Sessions: 1,234\n", "Faults: 3\n")
                .contains("share of time", "Europe/Berlin", "https://csms.example.com/reports?month=2026-10");
    }

    @Test
    void itSpeaksGermanToWhoWantsThat() {
        var text = new MonthlyReportText("de", null, OCTOBER, BERLIN);
        assertThat(text.subject()).isEqualTo("Stationmaster: Bericht für Oktober 2026, alle Standorte");
        assertThat(text.body(SUM, ""))
                .contains("Verfügbarkeit: 99,85 %\n", "Energie: 5.678,9 kWh\n")
                .doesNotContain("http");
        assertThat(text.body(Figures.NONE, "")).contains("Verfügbarkeit: –\n");
    }

    @Test
    void aMonthIsDueOnTheFirstOfTheNextByTheClockOfTheSite() {
        YearMonth september = OCTOBER.minusMonths(1);
        assertThat(MonthlyReports.due(september, at(10, 31, 23))).isFalse();
        assertThat(MonthlyReports.due(september, at(11, 1, 4))).isFalse();
        assertThat(MonthlyReports.due(september, at(11, 1, 5))).isTrue();
        assertThat(MonthlyReports.due(september, at(11, 20, 3))).isTrue();
        assertThat(MonthlyReports.due(OCTOBER, at(11, 20, 3))).isFalse();
    }

    private static ZonedDateTime at(int month, int day, int hour) {
        return ZonedDateTime.of(2026, month, day, hour, 0, 0, 0, BERLIN);
    }
}
