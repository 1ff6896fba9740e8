package dev.stationmaster.protocol.v16;

import static dev.stationmaster.protocol.Binding.binding;

import dev.stationmaster.authorization.Verdict;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.ocpp.v16.MeterValuesRequest;
import dev.stationmaster.ocpp.v16.MeterValuesResponse;
import dev.stationmaster.ocpp.v16.StartTransactionRequest;
import dev.stationmaster.ocpp.v16.StartTransactionResponse;
import dev.stationmaster.ocpp.v16.StopTransactionRequest;
import dev.stationmaster.ocpp.v16.StopTransactionResponse;
import dev.stationmaster.protocol.Binding;
import dev.stationmaster.protocol.Caller;
import dev.stationmaster.protocol.InboundBlock;
import dev.stationmaster.protocol.Reply;
import dev.stationmaster.settings.ConnectorMap.Place;
import dev.stationmaster.transaction.Started;
import dev.stationmaster.transaction.TransactionService;
import dev.stationmaster.transaction.TransactionStart;
import dev.stationmaster.transaction.TransactionStop;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Transactions of 1.6 (§4.7, §4.8, §4.10): never refused, whatever they say. */
@Component
final class V16TransactionInbound implements InboundBlock {
    private final TransactionService transactions;
    private final V16Numbering numbering;

    V16TransactionInbound(TransactionService transactions, V16Numbering numbering) {
        this.transactions = transactions;
        this.numbering = numbering;
    }

    @Override
    public Set<Version> versions() {
        return Set.of(Version.V16);
    }

    @Override
    public List<Binding<?, ?>> bindings() {
        return List.of(
                binding("StartTransaction", StartTransactionRequest.class, this::start),
                binding("StopTransaction", StopTransactionRequest.class, this::stop),
                binding("MeterValues", MeterValuesRequest.class, this::meterValues));
    }

    private Reply<StartTransactionResponse> start(Caller caller, StartTransactionRequest request) {
        Place place = numbering.place(caller.station(), request.connectorId());
        Started started = transactions.start(
                caller.station(),
                new TransactionStart(
                        place.evse(),
                        place.connector(),
                        request.connectorId(),
                        V16Words.token(request.idTag()),
                        request.timestamp(),
                        request.meterStart(),
                        request.reservationId(),
                        caller.receivedAt()));
        return Reply.of(new StartTransactionResponse(V16Words.idTagInfo(started.verdict(), true), started.wireId()));
    }

    private Reply<StopTransactionResponse> stop(Caller caller, StopTransactionRequest request) {
        String idTag = request.idTag();
        Verdict verdict = transactions.stop(
                caller.station(),
                new TransactionStop(
                        request.transactionId(),
                        idTag == null ? null : V16Words.token(idTag),
                        request.timestamp(),
                        request.meterStop(),
                        request.reason(),
                        V16Words.readings(request.transactionData()),
                        caller.receivedAt()));
        return Reply.of(new StopTransactionResponse(verdict == null ? null : V16Words.idTagInfo(verdict, false)));
    }

    private Reply<MeterValuesResponse> meterValues(Caller caller, MeterValuesRequest request) {
        Place place = numbering.place(caller.station(), request.connectorId());
        Integer transactionId = request.transactionId();
        transactions.readings(
                caller.station(),
                place.evse(),
                place.connector(),
                transactionId == null ? null : transactionId.toString(),
                V16Words.readings(request.meterValue()),
                caller.receivedAt());
        return Reply.of(new MeterValuesResponse());
    }
}
