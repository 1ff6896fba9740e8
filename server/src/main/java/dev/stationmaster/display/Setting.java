package dev.stationmaster.display;

import dev.stationmaster.command.CommandAnswer;
import dev.stationmaster.command.CommandListener.How;
import dev.stationmaster.command.Conversation;
import dev.stationmaster.command.ConversationSource.Turn;
import dev.stationmaster.command.DisplayMessage;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.command.StationCommand.SetDisplayMessage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One SetDisplayMessage: it gets its number when its turn comes. */
final class Setting implements Conversation {
    private final DisplayService displays;
    private final Turn turn;
    private final DisplayMessage wanted;
    private @Nullable DisplayMessage asked;
    private CommandAnswer outcome = CommandAnswer.of(null, null);

    Setting(DisplayService displays, Turn turn, DisplayMessage wanted) {
        this.displays = displays;
        this.turn = turn;
        this.wanted = wanted;
    }

    @Override
    public @Nullable StationCommand next() {
        if (asked != null) return null;
        DisplayMessage numbered = displays.numbered(turn.station(), wanted);
        asked = numbered;
        return new SetDisplayMessage(numbered);
    }

    @Override
    public void answered(CommandAnswer answer) {
        DisplayMessage message = Objects.requireNonNull(asked);
        displays.answered(turn, number(message), message, answer);
        outcome = answer.positive() ? CommandAnswer.of(answer.status(), "message " + number(message)) : answer;
    }

    @Override
    public void failed(How how, String reason) {
        DisplayMessage message = Objects.requireNonNull(asked);
        displays.failed(turn, number(message), message, how, reason);
    }

    private static int number(DisplayMessage message) {
        return Objects.requireNonNull(message.id());
    }

    @Override
    public CommandAnswer outcome() {
        return outcome;
    }
}
