package dev.stationmaster.metering;

import dev.stationmaster.messagelog.Oddities;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One MeterValue of the wire on its way to readings. A measurand gets its place from the sample without a phase; where there is none, from the
 * phases L1 to L3; and at the location nearest to the car's plug, the outlet, before any other.
 */
final class SampleFold {
    static final String PERIODIC = "Sample.Periodic";
    private static final List<String> LOCATIONS = List.of("Outlet", "Cable", "EV", "Inlet", "Body", "Upstream");

    private final Instant takenAt;
    private final List<Sample> samples;

    SampleFold(Instant takenAt, List<Sample> samples) {
        this.takenAt = takenAt;
        this.samples = samples;
    }

    List<MeterReading> readings() {
        if (oneContext()) return samples.isEmpty() ? List.of() : List.of(reading(context(samples.getFirst()), samples));
        Map<String, List<Sample>> byContext = new TreeMap<>();
        for (Sample sample : samples)
            byContext.computeIfAbsent(context(sample), c -> new ArrayList<>()).add(sample);
        List<MeterReading> readings = new ArrayList<>();
        byContext.forEach((context, some) -> readings.add(reading(context, some)));
        return readings;
    }

    private boolean oneContext() {
        for (Sample sample : samples) {
            if (!context(sample).equals(context(samples.getFirst()))) return false;
        }
        return true;
    }

    private static String context(Sample sample) {
        String context = sample.context();
        return context == null || context.isBlank() ? PERIODIC : context;
    }

    private MeterReading reading(String context, List<Sample> some) {
        Cell[] cells = new Cell[Quantity.values().length];
        List<Sample> others = new ArrayList<>();
        List<SignedValue> signed = new ArrayList<>();
        for (Sample sample : some) {
            if (sample.signed() != null) signed.add(sample.signed());
            Quantity quantity = Quantity.of(sample.measurand());
            BigDecimal value = quantity == null ? null : quantity.inBaseUnit(sample);
            if (quantity == null || value == null) {
                noteWhereOdd(quantity, sample);
                keep(others, sample);
                continue;
            }
            Cell cell = cells[quantity.ordinal()];
            if (cell == null) cells[quantity.ordinal()] = cell = new Cell();
            cell.offer(sample, value, rank(sample.location()), others);
        }
        for (Cell cell : cells) {
            if (cell != null) cell.keepPhases(others);
        }
        return new MeterReading(
                takenAt,
                context,
                exact(cells, Quantity.ENERGY),
                exact(cells, Quantity.ENERGY_EXPORT),
                exact(cells, Quantity.ENERGY_INTERVAL),
                rounded(cells, Quantity.POWER),
                rounded(cells, Quantity.CURRENT),
                rounded(cells, Quantity.VOLTAGE),
                rounded(cells, Quantity.SOC),
                rounded(cells, Quantity.TEMPERATURE),
                rounded(cells, Quantity.FREQUENCY),
                rounded(cells, Quantity.POWER_OFFERED),
                rounded(cells, Quantity.CURRENT_OFFERED),
                others,
                signed);
    }

    /** A measurand that we know, in a value or a unit that we do not: it keeps its place among the others (quirks Q60, Q65). */
    private static void noteWhereOdd(@Nullable Quantity quantity, Sample sample) {
        if (quantity == null || sample.signed() != null) return;
        String unit = sample.unit() == null ? "" : " " + sample.unit();
        Oddities.note("", "sample-not-understood", quantity + " of " + sample.value() + unit);
    }

    /** The signed block of a sample is kept once, among the signed values; the sample itself only where it says more. */
    private static void keep(List<Sample> others, Sample sample) {
        SignedValue signed = sample.signed();
        if (signed == null) {
            others.add(sample);
            return;
        }
        String value = sample.value().equals(signed.data()) ? "" : sample.value();
        if (value.isEmpty() && sample.measurand() == null && sample.phase() == null && sample.location() == null)
            return;
        others.add(new Sample(
                value,
                sample.measurand(),
                sample.context(),
                sample.phase(),
                sample.location(),
                sample.unit(),
                sample.multiplier(),
                null));
    }

    private static int rank(@Nullable String location) {
        int rank = LOCATIONS.indexOf(location == null || location.isBlank() ? "Outlet" : location);
        return rank < 0 ? LOCATIONS.size() : rank;
    }

    private static @Nullable BigDecimal exact(@Nullable Cell[] cells, Quantity quantity) {
        Cell cell = cells[quantity.ordinal()];
        BigDecimal value = cell == null ? null : cell.value(quantity);
        return value == null ? null : Decimals.tidy(value);
    }

    private static @Nullable Double rounded(@Nullable Cell[] cells, Quantity quantity) {
        Cell cell = cells[quantity.ordinal()];
        BigDecimal value = cell == null ? null : cell.value(quantity);
        return value == null ? null : value.doubleValue();
    }

    /** The samples of one quantity: a total, or up to three phases, of the best location seen so far. */
    private static final class Cell {
        private int rank = Integer.MAX_VALUE;
        private @Nullable BigDecimal total;
        private @Nullable Sample totalSample;
        private final @Nullable BigDecimal[] phases = new BigDecimal[3];
        private final @Nullable Sample[] phaseSamples = new Sample[3];

        void offer(Sample sample, BigDecimal value, int sampleRank, List<Sample> others) {
            int phase = phase(sample.phase());
            if (sampleRank > rank || phase > 2) {
                keep(others, sample);
                return;
            }
            if (sampleRank < rank) {
                giveWay(others);
                rank = sampleRank;
            }
            boolean taken = phase < 0 ? total != null : phases[phase] != null;
            if (taken) {
                keep(others, sample);
            } else if (phase < 0) {
                total = value;
                totalSample = sample;
            } else {
                phases[phase] = value;
                phaseSamples[phase] = sample;
            }
        }

        /** −1 all together, 0 to 2 one of L1 to L3, 3 any other: N, line to line, invented. */
        private static int phase(@Nullable String phase) {
            if (phase == null || phase.isBlank()) return -1;
            return switch (phase) {
                case "L1", "L1-N" -> 0;
                case "L2", "L2-N" -> 1;
                case "L3", "L3-N" -> 2;
                default -> 3;
            };
        }

        private void giveWay(List<Sample> others) {
            if (totalSample != null) keep(others, totalSample);
            keepPhases(others);
            total = null;
            totalSample = null;
            for (int i = 0; i < 3; i++) {
                phases[i] = null;
                phaseSamples[i] = null;
            }
        }

        void keepPhases(List<Sample> others) {
            for (Sample sample : phaseSamples) {
                if (sample != null) keep(others, sample);
            }
        }

        @Nullable
        BigDecimal value(Quantity quantity) {
            return total != null ? total : quantity.together(phases);
        }
    }
}
