package dev.stationmaster.reservation;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.authorization.Token;
import dev.stationmaster.authorization.TokenService;
import dev.stationmaster.transaction.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Which reservation a transaction uses that names none: that of its token, or of its token's group, at its place (1.6 §5.13; H01.FR.15, H03.FR.07). Some
 * stations leave the number out.
 */
@Component
class ReservationUses {
    private static final Duration CLOCK_DRIFT = Duration.ofSeconds(60);
    private static final Instant CLOCKS_BEGIN = Instant.parse("2020-01-01T00:00:00Z");

    private final TokenService tokens;

    ReservationUses(TokenService tokens) {
        this.tokens = tokens;
    }

    /** @param open the oldest first, which is used first; one of that very EVSE before one of any */
    Optional<Reservation> of(Transaction transaction, List<Reservation> open) {
        IdToken token = transaction.token();
        Integer evse = transaction.evse();
        if (token == null || evse == null) return Optional.empty();
        return open.stream()
                .filter(one -> one.evse() == null || one.evse().equals(evse))
                .filter(one -> isAfter(transaction, one))
                .filter(one -> fits(one, token))
                .min(Comparator.comparing((Reservation one) -> one.evse() == null));
    }

    /** A start that was told late may be older than the reservation. */
    private static boolean isAfter(Transaction transaction, Reservation one) {
        Instant started = transaction.startedAt();
        return started == null
                || started.isBefore(CLOCKS_BEGIN)
                || !started.isBefore(one.requestedAt().minus(CLOCK_DRIFT));
    }

    private boolean fits(Reservation one, IdToken token) {
        if (one.token().value().equalsIgnoreCase(token.value())) return true;
        String group = tokens.find(token).map(Token::group).orElse(null);
        return one.group() != null && group != null && Objects.equals(fold(one.group()), fold(group));
    }

    private static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
