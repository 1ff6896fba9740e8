package dev.stationmaster.simulator.station;

import dev.stationmaster.simulator.wire.Outcome;
import org.jspecify.annotations.Nullable;

/** Tells the server the state of connectors: when it changed, and again when it may have missed it. */
final class StatusReports {
    private final Parts parts;
    private final Speech speech;

    StatusReports(Parts parts, Speech speech) {
        this.parts = parts;
        this.speech = speech;
    }

    /** Forgets what the server knows, so that everything is reported at the next {@link #refresh}. */
    void forget() {
        parts.whole().reported = null;
        parts.evses().forEach(evse -> evse.connectors.forEach(connector -> connector.reported = null));
    }

    /** Reports every connector whose word is not what the server was last told. */
    void refresh() {
        if (speech.reportsWhole()) {
            var whole = parts.whole();
            var state = wholeState();
            if (!speech.statusWord(state).equals(whole.reported)) {
                report(null, whole, state);
            }
        }
        parts.evses().forEach(this::refresh);
    }

    /** The same for one EVSE. */
    void refresh(Evse evse) {
        for (var connector : evse.connectors) {
            var state = evse.state(connector, parts.whole().operative);
            if (!speech.statusWord(state).equals(connector.reported)) {
                report(evse, connector, state);
            }
        }
    }

    /** Reports a connector, or with null the whole station, because the server asked. */
    void triggered(@Nullable Evse evse, Connector connector) {
        var state = evse == null ? wholeState() : evse.state(connector, parts.whole().operative);
        speech.status(evse, connector, state, true, _ -> {});
    }

    private Connector.State wholeState() {
        var whole = parts.whole();
        return whole.fault != null
                ? Connector.State.Faulted
                : whole.operative ? Connector.State.Available : Connector.State.Unavailable;
    }

    private void report(@Nullable Evse evse, Connector connector, Connector.State state) {
        var word = speech.statusWord(state);
        var changed = !word.equals(connector.reported);
        connector.reported = word;
        if (evse != null && changed) {
            parts.tell("connector " + evse.number + "/" + connector.number + " " + state);
        }
        speech.status(evse, connector, state, false, outcome -> {
            if (!(outcome instanceof Outcome.Answered) && word.equals(connector.reported)) {
                connector.reported = null;
            }
        });
    }
}
