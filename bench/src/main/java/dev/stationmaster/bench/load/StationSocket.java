package dev.stationmaster.bench.load;

import dev.stationmaster.bench.wire.StationWire;
import dev.stationmaster.bench.wire.Talker;
import org.jspecify.annotations.Nullable;

/** One station in a closed loop: boots, and then says the next thing as soon as it is answered. */
final class StationSocket implements Talker {
    private final Load load;
    private final Script script;
    private final String subprotocol;
    private @Nullable StationWire wire;
    private long number;
    private long sentNanos;
    private boolean talking;

    StationSocket(Load load, Script script, String subprotocol) {
        this.load = load;
        this.script = script;
        this.subprotocol = subprotocol;
    }

    @Override
    public void opened(StationWire opened) {
        wire = opened;
        say("BootNotification", Boots.payload(subprotocol));
    }

    /** On the event loop. */
    void talk() {
        if (talking || wire == null) return;
        talking = true;
        say(script.action(), script.payload());
    }

    private void say(String action, String payload) {
        if (wire == null) return;
        String frame = "[2,\"" + ++number + "\",\"" + action + "\"," + payload + "]";
        sentNanos = System.nanoTime();
        wire.say(frame);
    }

    @Override
    public void heard(StationWire from, String frame) {
        if (frame.startsWith("[2,")) {
            load.failed("the server asked: " + frame);
            return;
        }
        long nanos = System.nanoTime() - sentNanos;
        if (!frame.startsWith("[3,\"" + number + "\",")) {
            load.failed(frame);
        } else if (!talking) {
            load.booted(frame);
            return;
        } else {
            load.answered(nanos);
            try {
                load.promised(script.answered(frame.substring(frame.indexOf(',', 4) + 1, frame.length() - 1)));
            } catch (RuntimeException e) {
                load.failed(e.getMessage() + "");
            }
        }
        if (talking && load.goesOn()) say(script.action(), script.payload());
    }

    @Override
    public void closed(StationWire closed, String why) {
        if (load.goesOn() || !closed.equals(wire)) load.failed(why);
        wire = null;
    }
}
