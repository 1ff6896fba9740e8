package dev.stationmaster.command;

import dev.stationmaster.command.Command.Sent;
import dev.stationmaster.command.CommandListener.How;
import dev.stationmaster.command.Transmission.Result;
import dev.stationmaster.link.StationLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Sends a command: all its messages at once, or one by one where a feature decides what follows. */
@Component
class Conversations {
    private final ObjectProvider<ConversationSource> sources;
    private final Encoding encoding;
    private final Transmission transmission;

    Conversations(ObjectProvider<ConversationSource> sources, Encoding encoding, Transmission transmission) {
        this.sources = sources;
        this.encoding = encoding;
        this.transmission = transmission;
    }

    Result send(StationLink link, Encoded.Calls calls, StationCommand wanted, Command command, Outbox outbox) {
        var turn =
                new ConversationSource.Turn(command.id(), command.station(), link.version(), wanted, command.actor());
        Optional<Conversation> conversation =
                sources.stream().flatMap(source -> source.begin(turn).stream()).findFirst();
        return conversation.isPresent()
                ? talk(conversation.get(), link, command, outbox)
                : transmission.send(link, calls, command, outbox);
    }

    private Result talk(Conversation talk, StationLink link, Command command, Outbox outbox) {
        List<Sent> exchanges = new ArrayList<>();
        for (StationCommand step; (step = talk.next()) != null; ) {
            Encoded encoded = encoding.encode(step, link.station(), link.version(), command.force());
            if (!(encoded instanceof Encoded.Calls calls)) {
                String reason = encoded instanceof Encoded.Unsupported(String why) ? why : "it cannot be said";
                talk.failed(How.NOT_SENT, reason);
                return new Result(Transmission.How.ERROR, exchanges, List.of(), reason);
            }
            Result result = transmission.send(link, calls, command, outbox);
            exchanges.addAll(result.exchanges());
            if (result.how() != Transmission.How.ANSWERED) {
                String reason = String.valueOf(result.reason());
                talk.failed(result.how() == Transmission.How.ERROR ? How.ERROR : How.UNKNOWN, reason);
                return new Result(result.how(), exchanges, List.of(), reason);
            }
            talk.answered(CommandAnswer.all(result.answers()));
        }
        return new Result(Transmission.How.ANSWERED, exchanges, List.of(talk.outcome()), null);
    }
}
