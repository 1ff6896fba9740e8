package dev.stationmaster.simulator.quirk;

import dev.stationmaster.simulator.wire.Frame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A CALL of the station on its way out, and what goes before and after it. */
final class Leaving {
    /** One more message of the same kind. */
    record Extra(String action, String payload) {}

    final String id;
    final String action;
    final ObjectNode payload;
    final List<Extra> before = new ArrayList<>();
    final List<Extra> after = new ArrayList<>();
    /** The answer that the station is given when the server never sees the CALL; null sends it. */
    @Nullable
    String faked;

    Leaving(String id, String action, ObjectNode payload) {
        this.id = id;
        this.action = action;
        this.payload = payload;
    }

    boolean is(String other) {
        return action.equals(other);
    }

    String text() {
        return Frame.call(id, action, payload.toString());
    }
}
