package dev.stationmaster.link;

import dev.stationmaster.ocpp.Frame;
import dev.stationmaster.ocpp.Violation;
import java.time.Instant;
import java.util.List;

/**
 * One message as it came over a link.
 *
 * @param frame what was read of it, under the tolerant policy
 * @param raw its bytes (UTF-8); the frame's payload is a window on them, so nobody changes them
 * @param findings what was odd about the frame itself and was tolerated
 * @param at server time of receipt
 */
public record Received(Frame frame, byte[] raw, List<Violation> findings, Instant at) {}
