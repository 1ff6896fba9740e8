package dev.stationmaster.tariff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.tariff.Tariff.Rounding;
import dev.stationmaster.tariff.Usage.Flow;
import dev.stationmaster.tariff.Usage.Kind;
import dev.stationmaster.tariff.Usage.Span;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every tariff and every session; both are made from a seed, many of them across a change of clocks. */
class PriceEnginePropertyTest {
    private static final int CASES = 120;
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("America/New_York"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Asia/Kolkata"),
            ZoneId.of("UTC"));
    /** Around changes of clocks in those zones, and one plain day. */
    private static final List<Instant> TIMES = List.of(
            Instant.parse("2026-03-28T18:00:00Z"),
            Instant.parse("2026-10-24T18:00:00Z"),
            Instant.parse("2026-03-08T01:00:00Z"),
            Instant.parse("2026-11-01T01:00:00Z"),
            Instant.parse("2026-04-04T10:00:00Z"),
            Instant.parse("2026-10-03T10:00:00Z"),
            Instant.parse("2026-06-10T12:00:00Z"));

    private static final class Made {
        private final Random random;

        Made(long seed) {
            this.random = new Random(seed);
        }

        ZoneId zone() {
            return ZONES.get(random.nextInt(ZONES.size()));
        }

        Tariff tariff() {
            List<PriceElement> elements = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) elements.add(element());
            return new Tariff(
                    "t",
                    1,
                    Instant.EPOCH,
                    "t",
                    List.of("EUR", "JPY", "KWD").get(random.nextInt(3)),
                    random.nextBoolean() ? null : BigDecimal.valueOf(random.nextInt(30)),
                    random.nextBoolean(),
                    elements,
                    random.nextInt(20),
                    random.nextInt(5) == 0 ? BigDecimal.valueOf(random.nextInt(5)) : null,
                    random.nextInt(5) == 0 ? BigDecimal.valueOf(5 + random.nextInt(20)) : null,
                    Rounding.values()[random.nextInt(4)],
                    null,
                    null,
                    Map.of());
        }

        private PriceElement element() {
            Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
            if (random.nextInt(3) == 0)
                for (DayOfWeek day : DayOfWeek.values()) if (random.nextBoolean()) days.add(day);
            return new PriceElement(price(), price(), price(), price(), days, clock(), clock());
        }

        private @Nullable BigDecimal price() {
            return random.nextInt(3) == 0 ? null : BigDecimal.valueOf(random.nextInt(200_000), 5);
        }

        private @Nullable LocalTime clock() {
            return random.nextBoolean() ? null : LocalTime.of(random.nextInt(24), 15 * random.nextInt(4));
        }

        Instant start() {
            return TIMES.get(random.nextInt(TIMES.size())).plusSeconds(random.nextInt(6 * 3600));
        }

        /** Spans one after the other, each with an energy that can be split evenly by its seconds. */
        List<Piece> pieces(Instant start) {
            List<Piece> pieces = new ArrayList<>();
            Instant from = start;
            for (int i = random.nextInt(6); i >= 0; i--) {
                int seconds = 1 + random.nextInt(4 * 3600);
                Kind kind = Kind.values()[random.nextInt(3)];
                int wattSeconds = kind == Kind.CHARGING ? random.nextInt(100) : 0;
                pieces.add(new Piece(from, seconds, kind, BigDecimal.valueOf(wattSeconds, 1)));
                from = from.plusSeconds(seconds);
            }
            return pieces;
        }

        int below(int bound) {
            return random.nextInt(bound);
        }
    }

    private record Piece(Instant from, int seconds, Kind kind, BigDecimal whPerSecond) {
        Piece first(int part) {
            return new Piece(from, part, kind, whPerSecond);
        }

        Piece rest(int part) {
            return new Piece(from.plusSeconds(part), seconds - part, kind, whPerSecond);
        }

        Instant to() {
            return from.plusSeconds(seconds);
        }
    }

    private static Usage usage(List<Piece> pieces) {
        Instant began = pieces.stream()
                .filter(piece -> piece.kind == Kind.CHARGING)
                .map(Piece::from)
                .findFirst()
                .orElse(null);
        return new Usage(
                pieces.stream()
                        .filter(piece -> piece.whPerSecond.signum() > 0)
                        .map(piece -> new Flow(
                                piece.from, piece.to(), piece.whPerSecond.multiply(BigDecimal.valueOf(piece.seconds))))
                        .toList(),
                pieces.stream()
                        .map(piece -> new Span(piece.from, piece.to(), piece.kind))
                        .toList(),
                began);
    }

    private static Cost price(Tariff tariff, ZoneId zone, List<Piece> pieces) {
        return PriceEngine.price(tariff, zone, usage(pieces)).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void thePartsAddUpToTheTotal(long seed) {
        var made = new Made(seed);
        for (int i = 0; i < CASES; i++) {
            Tariff tariff = made.tariff();
            Cost cost = price(tariff, made.zone(), made.pieces(made.start()));
            BigDecimal sum = cost.parts().stream().map(Cost.Part::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(sum).as("%s", tariff).isEqualByComparingTo(cost.total());
            assertThat(cost.total().scale()).isEqualTo(tariff.digits());
            assertThat(cost.total().signum()).isNotNegative();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void aSessionThatGoesOnIsNeverCheaper(long seed) {
        var made = new Made(seed);
        for (int i = 0; i < CASES; i++) {
            Tariff tariff = made.tariff();
            ZoneId zone = made.zone();
            List<Piece> pieces = made.pieces(made.start());
            BigDecimal before = BigDecimal.ZERO;
            for (int length = 1; length <= pieces.size(); length++) {
                BigDecimal total =
                        price(tariff, zone, pieces.subList(0, length)).total();
                assertThat(total).as("%s %s", tariff, pieces).isGreaterThanOrEqualTo(before);
                before = total;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void howASessionIsCutIntoReadingsDoesNotMatter(long seed) {
        var made = new Made(seed);
        for (int i = 0; i < CASES; i++) {
            Tariff tariff = made.tariff();
            ZoneId zone = made.zone();
            List<Piece> pieces = made.pieces(made.start());
            List<Piece> cut = new ArrayList<>();
            for (Piece piece : pieces) {
                int part = piece.seconds < 2 ? 0 : made.below(piece.seconds);
                if (part > 0) cut.add(piece.first(part));
                cut.add(piece.rest(part));
            }
            assertThat(price(tariff, zone, cut).total())
                    .as("%s %s", tariff, pieces)
                    .isEqualByComparingTo(price(tariff, zone, pieces).total());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32})
    void everyQuarterOfAnHourIsPricedByTheElementOfItsWallClock(long seed) {
        var made = new Made(seed);
        for (int i = 0; i < 20; i++) {
            Tariff tariff = made.tariff();
            ZoneId zone = made.zone();
            Instant start = made.start();
            int quarters = 1 + made.below(40);
            // Quarters of an hour are the finest hours made here, and all changes of clocks fall on them.
            Instant aligned = Instant.ofEpochSecond(start.getEpochSecond() / 900 * 900);
            List<Piece> whole = List.of(new Piece(aligned, quarters * 900, Kind.CHARGING, BigDecimal.ONE));
            List<Piece> fine = new ArrayList<>();
            for (int quarter = 0; quarter < quarters; quarter++) {
                fine.add(new Piece(aligned.plusSeconds(quarter * 900L), 900, Kind.CHARGING, BigDecimal.ONE));
            }
            assertThat(price(tariff, zone, whole).total())
                    .isEqualByComparingTo(price(tariff, zone, fine).total());
        }
    }
}
