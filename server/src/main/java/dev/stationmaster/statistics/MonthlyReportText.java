package dev.stationmaster.statistics;

import dev.stationmaster.statistics.StatisticsService.Figures;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the mail says. Pure.
 *
 * @param language en or de
 * @param site its name; null for all
 */
record MonthlyReportText(String language, @Nullable String site, YearMonth month, ZoneId zone) {
    private static final int WATTS = 1_000;
    private static final double HUNDRED = 100;

    private boolean german() {
        return language.equals("de");
    }

    private String say(String english, String german) {
        return german() ? german : english;
    }

    private Locale locale() {
        return german() ? Locale.GERMANY : Locale.UK;
    }

    private String what() {
        return site == null ? say("all sites", "alle Standorte") : site;
    }

    private String when() {
        return DateTimeFormatter.ofPattern("LLLL yyyy", locale()).format(month);
    }

    String subject() {
        return "Stationmaster: " + say("report of ", "Bericht für ") + when() + ", " + what();
    }

    String body(Figures sum, String link) {
        var text = new StringBuilder(subject()).append("\n\n");
        line(text, say("Uptime", "Verfügbarkeit"), uptime(sum));
        line(text, say("Energy", "Energie"), energy(sum.energyWh()) + " kWh");
        line(text, say("Sessions", "Ladevorgänge"), whole(sum.sessions()));
        line(text, say("Faults", "Störungen"), whole(sum.faults()));
        line(text, say("Stations away", "Stationen offline"), whole(sum.offlines()));
        line(text, say("Connectors", "Anschlüsse"), whole(sum.connectors()));
        text.append('\n')
                .append(
                        say(
                                "Uptime is the share of time in which a connector could be used: its station connected, and the connector"
                                        + " neither faulted nor unavailable. Sessions and their energy count for the month in which they began. Days begin in the time zone ",
                                "Verfügbarkeit ist der Anteil der Zeit, in der ein Anschluss nutzbar war: seine Station verbunden, der Anschluss weder"
                                        + " gestört noch gesperrt. Ladevorgänge und ihre Energie zählen zu dem Monat, in dem sie begannen. Die Tage beginnen in der Zeitzone "))
                .append(zone)
                .append(".\n");
        if (!link.isEmpty())
            text.append('\n')
                    .append(say("By site and station, and to print: ", "Nach Standort und Station, und zum Drucken: "))
                    .append(link)
                    .append('\n');
        return text.toString();
    }

    private static void line(StringBuilder text, String label, String value) {
        text.append(label).append(": ").append(value).append('\n');
    }

    private String uptime(Figures sum) {
        Duration known = sum.known();
        if (known.isZero()) return "–";
        double part = 1 - (double) sum.down().toMillis() / known.toMillis();
        return decimals(BigDecimal.valueOf(part * HUNDRED).setScale(2, RoundingMode.FLOOR), 2) + " %";
    }

    private String energy(BigDecimal wh) {
        return decimals(wh.divide(BigDecimal.valueOf(WATTS), 1, RoundingMode.HALF_UP), 1);
    }

    private String whole(long value) {
        return NumberFormat.getIntegerInstance(locale()).format(value);
    }

    private String decimals(BigDecimal value, int digits) {
        var format = NumberFormat.getNumberInstance(locale());
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(value);
    }
}
