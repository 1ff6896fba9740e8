package dev.stationmaster.protocol.v2;

import static dev.stationmaster.protocol.Binding.binding;

import dev.stationmaster.command.DisplayMessage;
import dev.stationmaster.display.DisplayReport;
import dev.stationmaster.display.DisplayService;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.ocpp.v2.MessageInfo;
import dev.stationmaster.ocpp.v2.NotifyDisplayMessagesRequest;
import dev.stationmaster.ocpp.v2.NotifyDisplayMessagesResponse;
import dev.stationmaster.protocol.Binding;
import dev.stationmaster.protocol.Caller;
import dev.stationmaster.protocol.InboundBlock;
import dev.stationmaster.protocol.Reply;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What stations say that they show (2.x, O03 and O04). */
@Component
final class V2DisplayInbound implements InboundBlock {
    private final DisplayService displays;

    V2DisplayInbound(DisplayService displays) {
        this.displays = displays;
    }

    @Override
    public Set<Version> versions() {
        return Set.of(Version.V201, Version.V21);
    }

    @Override
    public List<Binding<?, ?>> bindings() {
        return List.of(binding("NotifyDisplayMessages", NotifyDisplayMessagesRequest.class, this::reported));
    }

    /** Also when nobody asked. */
    private Reply<NotifyDisplayMessagesResponse> reported(Caller caller, NotifyDisplayMessagesRequest request) {
        List<MessageInfo> messages = request.messageInfo();
        displays.reported(new DisplayReport(
                caller.station(),
                request.requestId(),
                Boolean.TRUE.equals(request.tbc()),
                messages == null
                        ? List.of()
                        : messages.stream().map(V2DisplayInbound::message).toList(),
                caller.receivedAt()));
        return Reply.of(new NotifyDisplayMessagesResponse(null));
    }

    private static DisplayMessage message(MessageInfo told) {
        return new DisplayMessage(
                told.id(),
                told.priority(),
                told.message().format(),
                told.message().content(),
                told.message().language(),
                told.state(),
                told.startDateTime(),
                told.endDateTime(),
                told.transactionId());
    }
}
