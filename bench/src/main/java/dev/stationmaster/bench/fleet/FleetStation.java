package dev.stationmaster.bench.fleet;

import dev.stationmaster.bench.load.Boots;
import dev.stationmaster.bench.load.Script;
import dev.stationmaster.bench.wire.StationWire;
import dev.stationmaster.bench.wire.Talker;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * A station that speaks when its time has come, one CALL at a time as OCPP demands. What it could not say in time waits, and its latency counts from when
 * it should have been said. What was not answered before a cut is said again, first of all.
 */
final class FleetStation implements Talker {
    private final Fleet fleet;
    private final int number;
    private final String subprotocol;
    private final Script script;
    private final ArrayDeque<Long> due = new ArrayDeque<>(1);
    private @Nullable StationWire wire;
    private @Nullable String unanswered;
    private long unansweredSince;
    private int calls;
    private boolean accepted;

    FleetStation(Fleet fleet, int number, String subprotocol, Script script) {
        this.fleet = fleet;
        this.number = number;
        this.subprotocol = subprotocol;
        this.script = script;
    }

    int number() {
        return number;
    }

    String subprotocol() {
        return subprotocol;
    }

    /** The time for a message has come. */
    void due(long nanos) {
        due.add(nanos);
        next();
    }

    /** Messages that should have been said and were not, and one that is not answered. */
    int owes() {
        return due.size() + (unanswered == null ? 0 : 1);
    }

    /** Nothing that has waited is said any more. */
    void forgetDue() {
        due.clear();
    }

    private void next() {
        if (!accepted || unanswered != null || due.isEmpty()) return;
        unansweredSince = due.remove();
        unanswered = "\",\"" + script.action() + "\"," + script.payload() + "]";
        say(unanswered);
    }

    private void say(String rest) {
        if (wire != null) wire.say("[2,\"" + ++calls + rest);
    }

    @Override
    public void opened(StationWire opened) {
        wire = opened;
        say("\",\"BootNotification\"," + Boots.payload(subprotocol) + "]");
    }

    @Override
    public void heard(StationWire from, String frame) {
        if (!from.equals(wire)) return;
        if (frame.startsWith("[2,")) {
            int end = frame.indexOf('"', 4);
            from.say("[3,\"" + frame.substring(4, end) + "\",{\"status\":\"Accepted\"}]");
            fleet.asked();
        } else if (!frame.startsWith("[3,\"" + calls + "\",")) {
            fleet.failed(frame);
            if (accepted) unanswered = null;
        } else if (!accepted) {
            booted(frame);
        } else if (unanswered != null) {
            answered(frame);
        }
        next();
    }

    private void booted(String frame) {
        if (!frame.contains("\"Accepted\"")) {
            fleet.failed(frame);
            return;
        }
        accepted = true;
        fleet.booted();
        if (unanswered != null) say(unanswered);
    }

    private void answered(String frame) {
        unanswered = null;
        fleet.answered(System.nanoTime() - unansweredSince);
        try {
            fleet.promised(script.answered(frame.substring(frame.indexOf(',', 4) + 1, frame.length() - 1)));
        } catch (RuntimeException e) {
            fleet.failed(String.valueOf(e.getMessage()));
        }
    }

    void cut() {
        if (wire != null) wire.cut();
    }

    @Override
    public void closed(StationWire closed, String why) {
        boolean wasAccepted = accepted && closed.equals(wire);
        if (closed.equals(wire) || wire == null) {
            wire = null;
            accepted = false;
        }
        fleet.closed(this, wasAccepted, why);
    }
}
