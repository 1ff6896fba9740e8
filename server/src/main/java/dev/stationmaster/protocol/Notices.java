package dev.stationmaster.protocol;

import dev.stationmaster.diagnostics.DiagnosticsService;
import dev.stationmaster.diagnostics.StationNotice;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;

/** Keeps messages as they came, for what has no feature of its own. */
@Component
public final class Notices {
    private final DiagnosticsService diagnostics;

    Notices(DiagnosticsService diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** Durable when this returns. */
    public void keep(Caller caller, String action) {
        diagnostics.notice(new StationNotice(
                caller.station(), action, caller.messageId(), caller.payload().text(), caller.receivedAt()));
    }

    /** A binding that keeps the message and answers with what {@code answer} makes of it. */
    public <Q, A> Binding<Q, A> kept(String action, Class<Q> request, BiFunction<Caller, Q, A> answer) {
        return Binding.binding(action, request, (caller, message) -> {
            keep(caller, action);
            return Reply.of(answer.apply(caller, message));
        });
    }
}
