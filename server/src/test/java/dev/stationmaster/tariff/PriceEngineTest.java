package dev.stationmaster.tariff;

import static dev.stationmaster.tariff.Tariffs.decimal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.tariff.Usage.Flow;
import dev.stationmaster.tariff.Usage.Kind;
import dev.stationmaster.tariff.Usage.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriceEngineTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant TEN = Instant.parse("2026-06-03T08:00:00Z"); // a Wednesday, 10:00 in Berlin

    private static Instant minute(long minutes) {
        return TEN.plusSeconds(minutes * 60);
    }

    /** Charging until {@code charged}, plugged in until {@code end}. */
    private static Usage session(Instant start, Instant charged, Instant end, String kwh) {
        return new Usage(
                List.of(new Flow(start, charged, decimal(kwh).movePointRight(3))),
                List.of(new Span(start, charged, Kind.CHARGING), new Span(charged, end, Kind.IDLE)),
                start);
    }

    private static Cost price(String tariff, Usage usage) {
        return PriceEngine.price(Tariffs.of(tariff), BERLIN, usage).orElseThrow();
    }

    private static String total(String tariff, Usage usage) {
        return price(tariff, usage).total().toPlainString();
    }

    @Test
    void energyIsPricedByTheKilowattHour() {
        Usage usage = session(TEN, minute(60), minute(60), "5");
        assertThat(total("'elements':[{'perKwh':'0.49'}]", usage)).isEqualTo("2.45");
    }

    @Test
    void everyDimensionIsOnePartAndThePartsAddUp() {
        Usage usage = session(TEN, minute(60), minute(90), "10");
        Cost cost = price(
                "'elements':[{'perKwh':0.40,'perMinute':0.02,'perIdleMinute':0.10,'perSession':1}],'idleGraceMinutes':10",
                usage);
        assertThat(cost.parts()).extracting(Cost.Part::kind).containsExactly("energy", "charging", "idle", "session");
        assertThat(cost.parts())
                .extracting(part -> part.amount().toPlainString())
                .containsExactly("4.00", "1.20", "2.00", "1.00");
        assertThat(cost.total()).isEqualTo(decimal("8.20"));
        assertThat(cost.explained()).contains("idle (element 1): 20 min × 0.1 = 2.00 EUR");
    }

    @Test
    void theGracePeriodBeginsAgainWhenChargingDoes() {
        Usage usage = new Usage(
                List.of(),
                List.of(
                        new Span(minute(0), minute(10), Kind.CHARGING),
                        new Span(minute(10), minute(16), Kind.IDLE),
                        new Span(minute(16), minute(18), Kind.WAITING),
                        new Span(minute(18), minute(24), Kind.IDLE),
                        new Span(minute(24), minute(30), Kind.CHARGING),
                        new Span(minute(30), minute(39), Kind.IDLE)),
                minute(0));
        // 6 + 6 idle minutes are 2 beyond the grace, held back or not; the 9 after charging again are free.
        assertThat(total("'elements':[{'perIdleMinute':1}],'idleGraceMinutes':10", usage))
                .isEqualTo("2.00");
    }

    @Test
    void theFirstElementWithAPriceAndFittingHoursCounts() {
        String tariff = "'elements':[{'perKwh':0.50,'days':['saturday','sunday']},"
                + "{'perKwh':0.40,'from':'08:00','until':'20:00'},{'perKwh':0.20,'perSession':2}]";
        assertThat(total(tariff, session(TEN, minute(60), minute(60), "10"))).isEqualTo("6.00");
        Instant night = Instant.parse("2026-06-03T20:00:00Z"); // 22:00
        assertThat(total(tariff, session(night, night.plusSeconds(3600), night.plusSeconds(3600), "10")))
                .isEqualTo("4.00");
        Instant saturday = Instant.parse("2026-06-06T20:00:00Z");
        assertThat(total(tariff, session(saturday, saturday.plusSeconds(60), saturday.plusSeconds(60), "10")))
                .isEqualTo("7.00");
    }

    @Test
    void energyIsSplitWhereThePriceChanges() {
        // 19:00 to 21:00, evenly: 5 kWh at 0.40, 5 kWh at 0.20.
        Instant evening = Instant.parse("2026-06-03T17:00:00Z");
        Usage usage = session(evening, evening.plusSeconds(7200), evening.plusSeconds(7200), "10");
        Cost cost = price("'elements':[{'perKwh':0.40,'from':'08:00','until':'20:00'},{'perKwh':0.20}]", usage);
        assertThat(cost.total()).isEqualTo(decimal("3.00"));
        assertThat(cost.parts()).extracting(Cost.Part::quantity).containsExactly(decimal("5"), decimal("5"));
    }

    @Test
    void hoursMayPassMidnight() {
        Instant late = Instant.parse("2026-06-03T21:00:00Z"); // 23:00 to 02:00
        Usage usage = session(late, late.plusSeconds(3 * 3600), late.plusSeconds(3 * 3600), "3");
        assertThat(total("'elements':[{'perKwh':0.10,'from':'22:00','until':'06:00'},{'perKwh':1}]", usage))
                .isEqualTo("0.30");
    }

    @Test
    void theDayWithoutAnHourHasNoMinutesInIt() {
        // 29 March 2026: 02:00 is 03:00. From 01:30 to 03:30 is one hour, none of it between two and three.
        Instant before = Instant.parse("2026-03-29T00:30:00Z");
        Usage usage = session(before, before.plusSeconds(3600), before.plusSeconds(3600), "2");
        String tariff = "'elements':[{'perMinute':1,'from':'02:00','until':'03:00'},{'perMinute':0.10}]";
        assertThat(total(tariff, usage)).isEqualTo("6.00");
    }

    @Test
    void theHourThatComesTwiceIsPricedTwice() {
        // 25 October 2026: from 01:00 (summer) to 04:00 (winter) are four hours, two of them between two and three.
        Instant before = Instant.parse("2026-10-24T23:00:00Z");
        Usage usage = session(before, before.plusSeconds(4 * 3600), before.plusSeconds(4 * 3600), "4");
        String tariff = "'elements':[{'perMinute':1,'from':'02:00','until':'03:00'},{'perMinute':0}]";
        assertThat(total(tariff, usage)).isEqualTo("120.00");
        String half = "'elements':[{'perMinute':1,'from':'02:30','until':'03:00'},{'perMinute':0}]";
        assertThat(total(half, usage)).isEqualTo("60.00");
    }

    @Test
    void taxesAreContainedOrAdded() {
        Usage usage = session(TEN, minute(60), minute(60), "10");
        Cost gross = price("'elements':[{'perKwh':0.50}],'taxPercent':19", usage);
        assertThat(gross.total()).isEqualTo(decimal("5.00"));
        assertThat(gross.tax()).isEqualTo(decimal("0.80"));
        Cost net = price("'elements':[{'perKwh':0.50}],'taxPercent':19,'taxIncluded':false", usage);
        assertThat(net.total()).isEqualTo(decimal("5.95"));
        assertThat(net.tax()).isEqualTo(decimal("0.95"));
        assertThat(net.parts()).extracting(Cost.Part::kind).containsExactly("energy", "tax");
    }

    @Test
    void minimumAndMaximumArePartsOfTheBill() {
        Usage usage = session(TEN, minute(60), minute(60), "1");
        Cost raised = price("'elements':[{'perKwh':0.50}],'minCost':2", usage);
        assertThat(raised.total()).isEqualTo(decimal("2.00"));
        assertThat(raised.parts().getLast().amount()).isEqualTo(decimal("1.50"));
        Cost lowered = price("'elements':[{'perKwh':50}],'maxCost':20", usage);
        assertThat(lowered.total()).isEqualTo(decimal("20.00"));
        assertThat(lowered.parts().getLast().amount()).isEqualTo(decimal("-30.00"));
    }

    @Test
    void amountsHaveTheMinorUnitsOfTheirCurrency() {
        Usage usage = session(TEN, minute(60), minute(60), "1.5");
        assertThat(total("'currency':'JPY','elements':[{'perKwh':33}]", usage)).isEqualTo("50");
        assertThat(total("'currency':'KWD','elements':[{'perKwh':0.0333}]", usage))
                .isEqualTo("0.050");
        assertThat(total("'elements':[{'perKwh':0.33}]", usage)).isEqualTo("0.50");
        assertThat(total("'elements':[{'perKwh':0.33}],'rounding':'halfEven'", usage))
                .isEqualTo("0.50");
        assertThat(total("'elements':[{'perKwh':0.33}],'rounding':'down'", usage))
                .isEqualTo("0.49");
        assertThat(total("'elements':[{'perKwh':0.321}],'rounding':'up'", usage))
                .isEqualTo("0.49");
    }

    @Test
    void freeIsZeroAndUnknownIsNothing() {
        Usage unknown = new Usage(null, List.of(), TEN);
        assertThat(PriceEngine.price(Tariffs.of("'elements':[{'perKwh':0.49}]"), BERLIN, unknown))
                .isEmpty();
        assertThat(total("'elements':[{'perKwh':0}]", unknown)).isEqualTo("0.00");
        assertThat(total("'elements':[{'perKwh':0.49,'perSession':1}],'minCost':5", Usage.NOTHING))
                .isEqualTo("0.00");
    }

    @Test
    void aClockThatLeaptCostsNothingButTheKnowledge() {
        Usage usage = session(Instant.EPOCH, TEN, TEN, "1");
        assertThat(PriceEngine.price(Tariffs.of("'elements':[{'perKwh':0.49}]"), BERLIN, usage))
                .isEmpty();
    }

    @Test
    void energyOfAnInstantIsPricedAtThatInstant() {
        Usage usage = new Usage(List.of(new Flow(TEN, TEN, new BigDecimal(1000))), List.of(), TEN);
        assertThat(total("'elements':[{'perKwh':0.49,'from':'10:00','until':'11:00'}]", usage))
                .isEqualTo("0.49");
    }
}
