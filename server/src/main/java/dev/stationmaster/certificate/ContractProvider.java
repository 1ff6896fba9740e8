package dev.stationmaster.certificate;

import dev.stationmaster.station.StationId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom cars get their contract certificates from: a contract certificate pool, or what stands in for one. What passes is EXI that only car and pool
 * understand; nobody between them looks inside (M01, M02).
 */
public interface ContractProvider {
    /**
     * @param schemaVersion of ISO 15118, as the station names it
     * @param action Install or Update
     * @param exiRequest Base64, untouched
     * @param mostChains how many contracts the car takes; null with ISO 15118-2
     * @param prioritized the contracts that the car wants first (ISO 15118-20)
     */
    record Request(
            StationId station,
            String schemaVersion,
            String action,
            String exiRequest,
            @Nullable Integer mostChains,
            List<String> prioritized) {}

    /**
     * @param accepted whether the pool could work on it
     * @param exiResponse Base64; empty when there is none
     * @param remaining how many contracts are still to be had by the same question; null with ISO 15118-2
     * @param reason in words, when it was not accepted
     */
    record Answer(
            boolean accepted,
            String exiResponse,
            @Nullable Integer remaining,
            @Nullable String reason) {
        static Answer failed(String reason) {
            return new Answer(false, "", null, reason);
        }
    }

    /** Blocks until the pool has answered; the caller stops waiting when the car does. */
    Answer answer(Request request);
}
