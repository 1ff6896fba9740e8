package dev.stationmaster.locallist;

import dev.stationmaster.command.CommandAnswer;
import dev.stationmaster.command.CommandListener.How;
import dev.stationmaster.command.Conversation;
import dev.stationmaster.command.ConversationSource.Turn;
import dev.stationmaster.command.StationCommand;
import org.jspecify.annotations.Nullable;

/** One SendLocalList as the operator wrote it; what he left open is its version. */
final class ListSending implements Conversation {
    private final LocalListService lists;
    private final Turn turn;
    private final ListUpdate update;
    private boolean sent;
    private CommandAnswer outcome = CommandAnswer.of(null, null);

    ListSending(LocalListService lists, Turn turn, StationCommand.SendLocalList send) {
        this.lists = lists;
        this.turn = turn;
        Integer version = send.version();
        this.update = ListUpdate.of(version == null ? lists.held(turn.station()).nextVersion() : version, send);
    }

    @Override
    public @Nullable StationCommand next() {
        if (sent) return null;
        sent = true;
        lists.sending(turn.station(), update);
        return update.command();
    }

    @Override
    public void answered(CommandAnswer answer) {
        lists.settle(turn, update, answer);
        outcome = answer.positive() ? CommandAnswer.of(answer.status(), "list version " + update.version()) : answer;
    }

    @Override
    public void failed(How how, String reason) {
        lists.lost(turn, update, how, reason);
    }

    @Override
    public CommandAnswer outcome() {
        return outcome;
    }
}
