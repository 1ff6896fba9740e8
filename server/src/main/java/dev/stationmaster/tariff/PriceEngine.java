package dev.stationmaster.tariff;

import dev.stationmaster.tariff.Cost.Part;
import dev.stationmaster.tariff.Tariff.Dimension;
import dev.stationmaster.tariff.Usage.Flow;
import dev.stationmaster.tariff.Usage.Span;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The price of a session. A pure function in decimals: the same for the running cost, the final one, the stored one and a worked example.
 *
 * <p>Rounding: quantities are not rounded; the amount of each dimension and element is rounded once, to the minor units of the currency, as the
 * tariff says; the total is the sum of the rounded parts. So the parts of a bill always add up, and how a session was cut into readings does not
 * matter.
 */
public final class PriceEngine {
    /** Where shares of a flow do not come out even; far below what rounding sees. */
    private static final MathContext EXACT = new MathContext(40, RoundingMode.HALF_EVEN);
    /** Takes away what {@link #EXACT} left behind, so that half a cent is half a cent. */
    private static final int SETTLED = 15;

    private static final BigDecimal WH_PER_KWH = BigDecimal.valueOf(1000);
    private static final BigDecimal NANOS_PER_MINUTE = BigDecimal.valueOf(60_000_000_000L);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Tariff tariff;
    private final ZoneId zone;
    private final WallClock clock;
    /** Exact quantities: watt-hours, nanoseconds, sessions. */
    private final Map<Place, BigDecimal> counted = new TreeMap<>();

    private record Place(Dimension dimension, int element) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byDimension = dimension.compareTo(other.dimension);
            return byDimension != 0 ? byDimension : Integer.compare(element, other.element);
        }
    }

    private PriceEngine(Tariff tariff, ZoneId zone) {
        this.tariff = tariff;
        this.zone = zone;
        this.clock = new WallClock(zone, tariff.elements());
    }

    /**
     * @param zone of the site: in it the hours of the tariff are meant
     * @return empty when it cannot be known: the tariff asks for energy and nobody knows how much it was, or the clocks are out of all reason
     */
    public static Optional<Cost> price(Tariff tariff, ZoneId zone, Usage usage) {
        List<Flow> flows = usage.flows();
        if (flows == null && tariff.charges(Dimension.ENERGY)) return Optional.empty();
        if (beyondReason(usage)) return Optional.empty();
        var engine = new PriceEngine(tariff, zone);
        if (flows != null) flows.forEach(engine::count);
        engine.countTime(usage.spans());
        Instant began = usage.chargingBegan();
        if (began != null) engine.add(Dimension.SESSION, began, BigDecimal.ONE);
        return Optional.of(engine.bill(began != null));
    }

    /** The number, from 0, of the element that prices this dimension then; −1 when none does. */
    static int elementAt(Tariff tariff, ZoneId zone, Dimension dimension, Instant at) {
        LocalDateTime local = LocalDateTime.ofInstant(at, zone);
        for (int i = 0; i < tariff.elements().size(); i++) {
            PriceElement element = tariff.elements().get(i);
            if (element.price(dimension) != null && element.holdsAt(local)) return i;
        }
        return -1;
    }

    private static boolean beyondReason(Usage usage) {
        List<Flow> flows = usage.flows();
        return usage.spans().stream().anyMatch(span -> tooLong(span.from(), span.to()))
                || flows != null && flows.stream().anyMatch(flow -> tooLong(flow.from(), flow.to()));
    }

    private static boolean tooLong(Instant from, Instant to) {
        return Duration.between(from, to).compareTo(WallClock.LONGEST) > 0;
    }

    private void count(Flow flow) {
        BigDecimal whole = nanos(flow.from(), flow.to());
        List<Instant> edges = clock.edgesBetween(flow.from(), flow.to());
        if (edges.isEmpty()) {
            add(Dimension.ENERGY, flow.from(), flow.wh());
            return;
        }
        BigDecimal rest = flow.wh();
        Instant from = flow.from();
        for (Instant edge : edges) {
            BigDecimal share = flow.wh().multiply(nanos(from, edge)).divide(whole, EXACT);
            add(Dimension.ENERGY, from, share);
            rest = rest.subtract(share);
            from = edge;
        }
        add(Dimension.ENERGY, from, rest);
    }

    private void countTime(List<Span> spans) {
        Duration grace = Duration.ofMinutes(tariff.idleGraceMinutes());
        Duration left = grace;
        for (Span span : spans) {
            switch (span.kind()) {
                case CHARGING -> {
                    left = grace;
                    countTime(Dimension.CHARGING, span.from(), span.to());
                }
                case IDLE -> {
                    Duration length = Duration.between(span.from(), span.to());
                    Duration free = length.compareTo(left) < 0 ? length : left;
                    left = left.minus(free);
                    countTime(Dimension.IDLE, span.from().plus(free), span.to());
                }
                case WAITING -> {}
            }
        }
    }

    private void countTime(Dimension dimension, Instant begin, Instant end) {
        Instant from = begin;
        for (Instant edge : clock.edgesBetween(begin, end)) {
            add(dimension, from, nanos(from, edge));
            from = edge;
        }
        add(dimension, from, nanos(from, end));
    }

    private void add(Dimension dimension, Instant at, BigDecimal quantity) {
        if (quantity.signum() <= 0) return;
        int element = elementAt(tariff, zone, dimension, at);
        if (element >= 0) counted.merge(new Place(dimension, element), quantity, BigDecimal::add);
    }

    private Cost bill(boolean charged) {
        List<Part> parts = new ArrayList<>();
        List<String> words = new ArrayList<>();
        BigDecimal sum = BigDecimal.ZERO.setScale(tariff.digits());
        for (Map.Entry<Place, BigDecimal> entry : counted.entrySet()) {
            Part part = part(entry.getKey(), entry.getValue());
            parts.add(part);
            words.add(words(part));
            sum = sum.add(part.amount());
        }
        if (!charged) words.add("charging has not begun: nothing is owed");
        sum = bounded(sum, charged, parts, words);
        return taxed(sum, parts, words);
    }

    private Part part(Place place, BigDecimal quantity) {
        BigDecimal price = tariff.elements().get(place.element()).price(place.dimension());
        BigDecimal exactPrice = price == null ? BigDecimal.ZERO : price;
        BigDecimal divisor =
                switch (place.dimension()) {
                    case ENERGY -> WH_PER_KWH;
                    case CHARGING, IDLE -> NANOS_PER_MINUTE;
                    case SESSION -> BigDecimal.ONE;
                };
        BigDecimal amount = quantity.multiply(exactPrice).divide(divisor, EXACT);
        return new Part(
                place.dimension().word(),
                place.element() + 1,
                plain(quantity.divide(divisor, EXACT).setScale(6, RoundingMode.HALF_EVEN)),
                place.dimension().unit(),
                exactPrice,
                rounded(amount));
    }

    private BigDecimal bounded(BigDecimal sum, boolean charged, List<Part> parts, List<String> words) {
        BigDecimal least = tariff.minCost() == null ? null : rounded(tariff.minCost());
        BigDecimal most = tariff.maxCost() == null ? null : rounded(tariff.maxCost());
        if (least != null && charged && sum.compareTo(least) < 0) {
            parts.add(new Part("minimum", null, null, null, null, least.subtract(sum)));
            words.add("raised to the minimum of " + money(least));
            return least;
        }
        if (most != null && sum.compareTo(most) > 0) {
            parts.add(new Part("maximum", null, null, null, null, most.subtract(sum)));
            words.add("lowered to the maximum of " + money(most));
            return most;
        }
        return sum;
    }

    private Cost taxed(BigDecimal sum, List<Part> parts, List<String> words) {
        BigDecimal percent = tariff.taxPercent();
        if (percent == null) return cost(sum, null, parts, words);
        if (tariff.taxIncluded()) {
            BigDecimal tax = rounded(sum.multiply(percent).divide(HUNDRED.add(percent), EXACT));
            words.add("contains " + plain(percent).toPlainString() + " % tax: " + money(tax));
            return cost(sum, tax, parts, words);
        }
        BigDecimal tax = rounded(sum.multiply(percent).divide(HUNDRED, EXACT));
        parts.add(new Part("tax", null, plain(percent), "%", null, tax));
        words.add(plain(percent).toPlainString() + " % tax on " + money(sum) + ": " + money(tax));
        return cost(sum.add(tax), tax, parts, words);
    }

    private Cost cost(BigDecimal total, @Nullable BigDecimal tax, List<Part> parts, List<String> words) {
        words.add("total " + money(total));
        return new Cost(total, tariff.currency(), tax, parts, words);
    }

    private String words(Part part) {
        String what = part.kind() + " (element " + part.element() + "): ";
        String amount = money(part.amount());
        if (part.unit() == null || part.quantity() == null || part.price() == null) return what + amount;
        return what + part.quantity().toPlainString() + " " + part.unit() + " × "
                + part.price().toPlainString() + " = " + amount;
    }

    private String money(BigDecimal amount) {
        return amount.toPlainString() + " " + tariff.currency();
    }

    private BigDecimal rounded(BigDecimal amount) {
        return amount.setScale(SETTLED, RoundingMode.HALF_EVEN)
                .setScale(tariff.digits(), tariff.rounding().mode());
    }

    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static BigDecimal nanos(Instant from, Instant to) {
        Duration time = Duration.between(from, to);
        return BigDecimal.valueOf(time.getSeconds())
                .multiply(BigDecimal.valueOf(1_000_000_000L))
                .add(BigDecimal.valueOf(time.getNano()));
    }
}
