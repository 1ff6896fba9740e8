package dev.stationmaster.certificate;

import dev.stationmaster.certificate.ContractProvider.Answer;
import dev.stationmaster.certificate.ContractProvider.Request;
import dev.stationmaster.settings.PlugAndChargeSettings;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.station.StationId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Takes cars' requests for contract certificates to the pool, in time (M01, M02). */
@Service
public class ContractPool {
    private static final Logger log = LoggerFactory.getLogger(ContractPool.class);

    private static final String NONE = "none";

    private final TestContracts builtIn;
    private final RemoteContracts remote;
    private final ContractStore contracts;
    private final Settings settings;

    ContractPool(TestContracts builtIn, RemoteContracts remote, ContractStore contracts, Settings settings) {
        this.builtIn = builtIn;
        this.remote = remote;
        this.contracts = contracts;
        this.settings = settings;
    }

    /**
     * What the station gets.
     *
     * @param accepted for the status
     * @param exiResponse Base64; empty when it failed: an answer beats silence
     */
    public record Result(
            boolean accepted,
            String exiResponse,
            @Nullable Integer remaining,
            @Nullable String reason) {}

    /** @param longest characters that the answer may have on the wire */
    public Result ask(
            StationId station,
            String schemaVersion,
            String action,
            String exiRequest,
            @Nullable Integer mostChains,
            @Nullable List<String> prioritized,
            int longest) {
        var request = new Request(
                station, schemaVersion, action, exiRequest, mostChains, prioritized == null ? List.of() : prioritized);
        Answer answer = answer(request);
        if (answer.exiResponse().length() > longest) {
            answer = Answer.failed("the pool's answer has "
                    + answer.exiResponse().length() + " characters, the message takes " + longest);
        }
        log.info(
                "event=contract-pool-answered station={} action={} accepted={} reason=\"{}\"",
                station.key(),
                action,
                answer.accepted(),
                answer.reason() == null ? "" : answer.reason());
        return new Result(answer.accepted(), answer.exiResponse(), answer.remaining(), answer.reason());
    }

    private Answer answer(Request request) {
        if (settings.get(PlugAndChargeSettings.CONTRACT_POOL_URL).strip().equals(NONE)) {
            return Answer.failed("no contract pool is connected");
        }
        boolean elsewhere =
                !settings.get(PlugAndChargeSettings.CONTRACT_POOL_URL).isBlank();
        if (!elsewhere) {
            Optional<String> canned = contracts.cannedAnswer(request.action());
            if (canned.isPresent()) return new Answer(true, canned.get(), null, null);
        }
        ContractProvider provider = elsewhere ? remote : builtIn;
        var answer = new CompletableFuture<Answer>();
        Thread worker = Thread.ofVirtual().name("contract-pool").start(() -> {
            try {
                answer.complete(provider.answer(request));
            } catch (OcspFailed e) {
                answer.complete(Answer.failed(String.valueOf(e.getMessage())));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.get(settings.get(PlugAndChargeSettings.OCSP_SECONDS), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            worker.interrupt();
            return Answer.failed("the pool did not answer in time");
        } catch (ExecutionException e) {
            log.error("event=contract-pool-failed station={}", request.station().key(), e.getCause());
            return Answer.failed("the pool failed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.failed("interrupted");
        }
    }
}
