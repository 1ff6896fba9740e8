package dev.stationmaster.protocol.v2;

import dev.stationmaster.command.CommandAnswer;
import dev.stationmaster.command.CommandEncoder.Context;
import dev.stationmaster.command.DisplayMessage;
import dev.stationmaster.command.Encoded;
import dev.stationmaster.command.Encoded.Calls;
import dev.stationmaster.command.Expectation;
import dev.stationmaster.command.MessagesAsked;
import dev.stationmaster.command.StationCommand.ClearDisplayMessage;
import dev.stationmaster.command.StationCommand.CostUpdated;
import dev.stationmaster.command.StationCommand.GetDisplayMessages;
import dev.stationmaster.command.StationCommand.SetDisplayMessage;
import dev.stationmaster.ocpp.Codec;
import dev.stationmaster.ocpp.v2.ClearDisplayMessageRequest;
import dev.stationmaster.ocpp.v2.CostUpdatedRequest;
import dev.stationmaster.ocpp.v2.GetDisplayMessagesRequest;
import dev.stationmaster.ocpp.v2.MessageContent;
import dev.stationmaster.ocpp.v2.MessageInfo;
import dev.stationmaster.ocpp.v2.SetDisplayMessageRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;

/** What drivers see (2.x, I02 and block O). */
final class V2OutboundDisplay {
    private static final Duration REPORTED_WITHIN = Duration.ofMinutes(5);

    private V2OutboundDisplay() {}

    /** Without an amount the feature that knows it says what is sent. */
    static Encoded cost(CostUpdated cost, Codec codec) {
        BigDecimal total = cost.totalCost();
        if (total == null) return V2OutboundAccess.inSteps();
        return new Calls(V2OutboundCommands.call(
                codec, "CostUpdated", new CostUpdatedRequest(total, cost.transactionId(), null)));
    }

    /** Without a number the feature that numbers messages has not had its turn yet. */
    static Encoded set(SetDisplayMessage set, Codec codec) {
        DisplayMessage message = set.message();
        Integer id = message.id();
        var info = MessageInfo.builder()
                .id(id == null ? 1 : id)
                .priority(message.priority())
                .message(new MessageContent(message.format(), message.content(), message.language(), null))
                .state(message.state())
                .startDateTime(message.startAt())
                .endDateTime(message.endAt())
                .transactionId(message.transactionId())
                .build();
        return new Calls(V2OutboundCommands.call(codec, "SetDisplayMessage", new SetDisplayMessageRequest(info, null)));
    }

    static Encoded get(GetDisplayMessages get, Codec codec, Context context) {
        int requestId = context.nextRequestId();
        var request = new GetDisplayMessagesRequest(
                requestId, get.ids().isEmpty() ? null : get.ids(), get.priority(), get.state(), null);
        var call = new Encoded.Call(
                "GetDisplayMessages",
                codec.encode(request),
                payload -> CommandAnswer.read(payload).telling(new MessagesAsked(requestId)));
        return new Calls(
                call,
                new Expectation.Told(
                        "display " + requestId,
                        "display messages reported under number " + requestId,
                        REPORTED_WITHIN,
                        Set.of("NotifyDisplayMessages")));
    }

    static Encoded clear(ClearDisplayMessage clear, Codec codec) {
        return new Calls(V2OutboundCommands.call(
                codec, "ClearDisplayMessage", new ClearDisplayMessageRequest(clear.id(), null)));
    }
}
