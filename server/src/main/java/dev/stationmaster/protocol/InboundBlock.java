package dev.stationmaster.protocol;

import dev.stationmaster.ocpp.Version;
import java.util.List;
import java.util.Set;

/** The translations of one block of messages. The list of bindings is explicit; nothing is found by scanning. */
public interface InboundBlock {
    /** The versions these bindings serve; an action that a version's schemas do not know is left out for it. */
    Set<Version> versions();

    List<Binding<?, ?>> bindings();
}
