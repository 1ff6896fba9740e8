package dev.stationmaster.protocol.v2;

import static dev.stationmaster.protocol.Binding.binding;

import dev.stationmaster.authorization.Verdict;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.ocpp.v2.EVSE;
import dev.stationmaster.ocpp.v2.IdToken;
import dev.stationmaster.ocpp.v2.MeterValuesRequest;
import dev.stationmaster.ocpp.v2.MeterValuesResponse;
import dev.stationmaster.ocpp.v2.Transaction;
import dev.stationmaster.ocpp.v2.TransactionEventRequest;
import dev.stationmaster.ocpp.v2.TransactionEventResponse;
import dev.stationmaster.protocol.Binding;
import dev.stationmaster.protocol.Caller;
import dev.stationmaster.protocol.InboundBlock;
import dev.stationmaster.protocol.Reply;
import dev.stationmaster.tariff.CostAnswer;
import dev.stationmaster.tariff.CostService;
import dev.stationmaster.tariff.TariffText;
import dev.stationmaster.tariff.TariffTexts;
import dev.stationmaster.transaction.EventAnswer;
import dev.stationmaster.transaction.StationEvent;
import dev.stationmaster.transaction.TransactionService;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Transactions and meter values of 2.x (blocks E and J): never refused, whatever they say. */
@Component
final class V2TransactionInbound implements InboundBlock {
    /** Properties of the event that have a place of their own. */
    private static final List<String> PLACED = List.of(
            "eventType",
            "timestamp",
            "triggerReason",
            "seqNo",
            "meterValue",
            "offline",
            "evse",
            "idToken",
            "reservationId");

    private static final List<String> PLACED_OF_TRANSACTION =
            List.of("transactionId", "chargingState", "timeSpentCharging", "stoppedReason", "remoteStartId");

    private final TransactionService transactions;
    private final CostService costs;
    private final TariffTexts tariffs;
    private final JsonMapper json;

    V2TransactionInbound(TransactionService transactions, CostService costs, TariffTexts tariffs, JsonMapper json) {
        this.transactions = transactions;
        this.costs = costs;
        this.tariffs = tariffs;
        this.json = json;
    }

    @Override
    public Set<Version> versions() {
        return Set.of(Version.V201, Version.V21);
    }

    @Override
    public List<Binding<?, ?>> bindings() {
        return List.of(
                binding("TransactionEvent", TransactionEventRequest.class, this::event),
                binding("MeterValues", MeterValuesRequest.class, this::meterValues));
    }

    /**
     * E01 to E12, I02, I03, I06. Always answered (J02.FR.19); with idTokenInfo when the message shows a token, which is judged anew each time (E01.FR.11, E01.FR.12,
     * E02.FR.02, E02.FR.04, E03.FR.02, E05.FR.01), also one from a station's cache (C12.FR.03) or of an offline event (C10.FR.05, C15.FR.03).
     */
    private Reply<TransactionEventResponse> event(Caller caller, TransactionEventRequest request) {
        Transaction told = request.transactionInfo();
        EVSE evse = request.evse();
        IdToken idToken = request.idToken();
        EventAnswer taken = transactions.event(
                caller.station(),
                new StationEvent(
                        caller.version().subprotocol(),
                        kind(request.eventType()),
                        told.transactionId(),
                        request.seqNo(),
                        request.triggerReason(),
                        request.timestamp(),
                        Boolean.TRUE.equals(request.offline()),
                        evse == null ? null : evse.id(),
                        evse == null ? null : evse.connectorId(),
                        idToken == null ? null : V2Words.token(idToken),
                        told.chargingState(),
                        told.stoppedReason(),
                        told.remoteStartId(),
                        request.reservationId(),
                        told.timeSpentCharging(),
                        V2Words.readings(request.meterValue()),
                        details(caller, request),
                        caller.receivedAt()));
        Verdict verdict = taken.verdict();
        CostAnswer cost = costs.answer(caller.station(), taken.transaction(), moment(request), request.timestamp());
        TariffText changed = cost.text();
        return Reply.of(TransactionEventResponse.builder()
                .totalCost(cost.totalCost())
                .idTokenInfo(verdict == null ? null : V2Words.idTokenInfo(verdict, tariff(caller, request, verdict)))
                .updatedPersonalMessage(changed == null ? null : V2Words.message(changed))
                .build());
    }

    /** Told to whoever is accepted, but not again when he goes (I01). */
    private @Nullable TariffText tariff(Caller caller, TransactionEventRequest request, Verdict verdict) {
        IdToken idToken = request.idToken();
        boolean goes =
                request.eventType().equals("Ended") || request.triggerReason().equals("StopAuthorized");
        if (idToken == null || goes || !verdict.accepted()) return null;
        EVSE evse = request.evse();
        return tariffs.forToken(
                        caller.station(),
                        V2Words.token(idToken),
                        verdict.group(),
                        evse == null ? null : evse.id(),
                        caller.receivedAt())
                .orElse(null);
    }

    private static CostService.Moment moment(TransactionEventRequest request) {
        return switch (kind(request.eventType())) {
            case STARTED -> CostService.Moment.BEGIN;
            case UPDATED -> CostService.Moment.BETWEEN;
            case ENDED -> CostService.Moment.END;
        };
    }

    private static StationEvent.Kind kind(String eventType) {
        return switch (eventType) {
            case "Started" -> StationEvent.Kind.STARTED;
            case "Updated" -> StationEvent.Kind.UPDATED;
            case "Ended" -> StationEvent.Kind.ENDED;
            default -> throw new IllegalStateException("not in the schema: " + eventType);
        };
    }

    /** What else the event holds, as it was sent; most events hold nothing else. */
    private @Nullable String details(Caller caller, TransactionEventRequest request) {
        if (!saysMore(request)) return null;
        ObjectNode event = (ObjectNode) json.readTree(
                caller.payload().bytes(),
                caller.payload().offset(),
                caller.payload().length());
        event.remove(PLACED);
        if (event.get("transactionInfo") instanceof ObjectNode info) {
            info.remove(PLACED_OF_TRANSACTION);
            if (info.isEmpty()) event.remove("transactionInfo");
        }
        return event.isEmpty() ? null : event.toString();
    }

    private static boolean saysMore(TransactionEventRequest request) {
        Transaction told = request.transactionInfo();
        return request.costDetails() != null
                || request.numberOfPhasesUsed() != null
                || request.cableMaxCurrent() != null
                || request.preconditioningStatus() != null
                || request.evseSleep() != null
                || request.customData() != null
                || told.operationMode() != null
                || told.tariffId() != null
                || told.transactionLimit() != null
                || told.customData() != null;
    }

    /** J01: always answered (J01.FR.18), also on an EVSE with a transaction (J01.FR.22); EVSE 0 is the main meter. */
    private Reply<MeterValuesResponse> meterValues(Caller caller, MeterValuesRequest request) {
        transactions.readings(
                caller.station(),
                request.evseId(),
                null,
                null,
                V2Words.readings(request.meterValue()),
                caller.receivedAt());
        return Reply.of(new MeterValuesResponse(null));
    }
}
