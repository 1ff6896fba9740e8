package dev.stationmaster.locallist;

import dev.stationmaster.command.CommandAnswer;
import dev.stationmaster.command.CommandListener.How;
import dev.stationmaster.command.Conversation;
import dev.stationmaster.command.ConversationSource.Turn;
import dev.stationmaster.command.LocalListEntry;
import dev.stationmaster.command.LocalListVersion;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.locallist.LocalListService.Plan;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Brings one station's list up to date: asks for its version where that is not sure, sends the difference or the whole, and falls back to the
 * whole once when the station refuses a difference.
 *
 * @see "OCPP 2.x part 2, D01.FR.03 and D01.FR.11; 1.6 §5.15"
 */
final class ListSync implements Conversation {
    private final LocalListService lists;
    private final Turn turn;
    private boolean ask;
    private boolean whole;
    private boolean startedOver;
    private boolean over;
    private @Nullable Plan plan;
    private final Deque<List<LocalListEntry>> waiting = new ArrayDeque<>();
    private boolean nextIsFull;
    private @Nullable ListUpdate sent;
    private int messages;
    private @Nullable CommandAnswer end;

    ListSync(LocalListService lists, Turn turn, boolean whole) {
        this.lists = lists;
        this.turn = turn;
        this.whole = whole;
        this.ask = lists.held(turn.station()).mustAsk();
    }

    @Override
    public @Nullable StationCommand next() {
        if (over) return null;
        if (ask) return new StationCommand.GetLocalListVersion();
        if (plan == null) {
            Plan fresh = lists.plan(turn.station(), turn.version(), whole);
            plan = fresh;
            nextIsFull = fresh.full();
            waiting.clear();
            waiting.addAll(fresh.pieces());
        }
        List<LocalListEntry> piece = waiting.poll();
        if (piece == null) return null;
        ListUpdate update = new ListUpdate(lists.held(turn.station()).nextVersion(), nextIsFull, piece);
        nextIsFull = false;
        sent = update;
        lists.sending(turn.station(), update);
        return update.command();
    }

    @Override
    public void answered(CommandAnswer answer) {
        if (ask) {
            asked(answer);
            return;
        }
        ListUpdate update = Objects.requireNonNull(sent);
        messages++;
        if (lists.settle(turn, update, answer)) return;
        boolean refused = !"NotSupported".equals(answer.status());
        if (refused && !update.full() && !startedOver) {
            // With the whole list, above both versions (D01.FR.03).
            startedOver = true;
            whole = true;
            ask = true;
            plan = null;
            return;
        }
        over = true;
        end = answer;
    }

    private void asked(CommandAnswer answer) {
        ask = false;
        for (Object detail : answer.details()) {
            if (!(detail instanceof LocalListVersion told)) continue;
            HeldList held = lists.reported(turn, told);
            if (held.state() != HeldList.State.NOT_SUPPORTED) continue;
            over = true;
            end = CommandAnswer.of("NotSupported", told.words());
        }
    }

    @Override
    public void failed(How how, String reason) {
        if (!ask && sent != null) lists.lost(turn, sent, how, reason);
        else lists.notAnswered(turn, how, reason);
    }

    @Override
    public CommandAnswer outcome() {
        if (end != null) return end;
        Plan done = Objects.requireNonNull(plan);
        String leftOut = done.leftOut() == 0
                ? ""
                : "; " + done.leftOut() + " tokens do not fit: the station takes " + done.size() + " entries";
        if (messages == 0) return CommandAnswer.of(null, "nothing to send: the list is as wanted" + leftOut);
        return CommandAnswer.of(
                "Accepted",
                "list version " + Objects.requireNonNull(sent).version() + " with " + done.size() + " entries, in "
                        + messages + (messages == 1 ? " message" : " messages") + leftOut);
    }
}
