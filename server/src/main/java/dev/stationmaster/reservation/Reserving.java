package dev.stationmaster.reservation;

import dev.stationmaster.command.CommandAnswer;
import dev.stationmaster.command.CommandListener.How;
import dev.stationmaster.command.Conversation;
import dev.stationmaster.command.ConversationSource.Turn;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.command.StationCommand.ReserveNow;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One ReserveNow: it gets its number when its turn comes, and its row before it leaves. */
final class Reserving implements Conversation {
    private final ReservationService reservations;
    private final Turn turn;
    private final ReserveNow wanted;
    private @Nullable Reservation asked;
    private CommandAnswer outcome = CommandAnswer.of(null, null);

    Reserving(ReservationService reservations, Turn turn, ReserveNow wanted) {
        this.reservations = reservations;
        this.turn = turn;
        this.wanted = wanted;
    }

    @Override
    public @Nullable StationCommand next() {
        if (asked != null) return null;
        Reservation request = reservations.request(turn, wanted);
        asked = request;
        return new ReserveNow(
                request.wireId(),
                wanted.idToken(),
                wanted.group(),
                wanted.evse(),
                wanted.connector(),
                wanted.connectorType(),
                wanted.expiresAt());
    }

    @Override
    public void answered(CommandAnswer answer) {
        Reservation request = Objects.requireNonNull(asked);
        reservations.answered(request, answer);
        outcome = answer.positive() ? CommandAnswer.of(answer.status(), "reservation " + request.wireId()) : answer;
    }

    @Override
    public void failed(How how, String reason) {
        reservations.failed(Objects.requireNonNull(asked), how, reason);
    }

    @Override
    public CommandAnswer outcome() {
        return outcome;
    }
}
