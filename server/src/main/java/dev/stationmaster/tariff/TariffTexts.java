package dev.stationmaster.tariff;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.authorization.Token;
import dev.stationmaster.authorization.TokenService;
import dev.stationmaster.station.StationId;
import dev.stationmaster.transaction.Transaction;
import dev.stationmaster.transaction.TransactionStep;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** The tariff as drivers read it (OCPP 2.x part 2, I01 and I06). From memory; never throws. */
@Service
public class TariffTexts {
    private static final Logger log = LoggerFactory.getLogger(TariffTexts.class);

    private final TariffService tariffs;
    private final TokenService tokens;
    private final CostTelling telling;
    /** By transaction: what was told last, where it was told more than once. */
    private final Map<UUID, String> told = new ConcurrentHashMap<>();

    TariffTexts(TariffService tariffs, TokenService tokens, CostTelling telling) {
        this.tariffs = tariffs;
        this.tokens = tokens;
        this.telling = telling;
    }

    /**
     * What to show to whoever has just been accepted.
     *
     * @param evse null when not known yet: then the price of the EVSE alone is not told
     * @param group of the token
     * @return empty when there is no tariff, or none is wanted
     */
    public Optional<TariffText> forToken(
            StationId station, IdToken token, @Nullable String group, @Nullable Integer evse, Instant now) {
        try {
            if (!tariffs.isAnyAssigned() || !telling.showsTariff(station)) return Optional.empty();
            return tariffs.choose(station, evse, group, now, now)
                    .map(tariff -> TariffText.of(tariff, tariffs.zone(station), language(token), now));
        } catch (RuntimeException bug) {
            log.error("event=tariff-text-failed station={}", station.key(), bug);
            return Optional.empty();
        }
    }

    /** The text when the price of a running session is another one than was told last (I06.FR.01, I06.FR.02). */
    Optional<TariffText> changed(PricedSession session, Instant now) {
        Tariff tariff = session.tariff();
        TransactionStep step = session.step();
        if (tariff == null || step == null || !TariffText.mayChange(tariff)) return Optional.empty();
        Transaction transaction = step.transaction();
        Instant began = transaction.startedAt();
        if (began == null || !telling.showsTariff(transaction.station())) return Optional.empty();
        ZoneId zone = tariffs.zone(transaction.station());
        IdToken token = transaction.token();
        String language = token == null ? null : language(token);
        TariffText text = TariffText.of(tariff, zone, language, now);
        String last = told.get(transaction.publicId());
        if (last == null) last = TariffText.of(tariff, zone, language, began).content();
        if (text.content().equals(last)) return Optional.empty();
        told.put(transaction.publicId(), text.content());
        return Optional.of(text);
    }

    void forget(UUID transaction) {
        told.remove(transaction);
    }

    private @Nullable String language(IdToken token) {
        return tokens.find(token).map(Token::language).orElse(null);
    }
}
