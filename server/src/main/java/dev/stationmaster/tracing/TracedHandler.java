package dev.stationmaster.tracing;

import dev.stationmaster.link.FrameHandler;
import dev.stationmaster.link.Received;
import dev.stationmaster.link.StationLink;
import dev.stationmaster.ocpp.Codec;
import dev.stationmaster.ocpp.Frame;
import dev.stationmaster.station.StationDirectory;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** One trace for each message of a station: from the moment its frame was read until its answer is handed to the socket. */
final class TracedHandler implements FrameHandler {
    private static final AttributeKey<String> STATION = AttributeKey.stringKey("station");
    private static final AttributeKey<String> VERSION = AttributeKey.stringKey("ocpp.version");
    private static final AttributeKey<String> ACTION = AttributeKey.stringKey("ocpp.action");
    private static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("ocpp.message_id");
    private static final AttributeKey<Long> ANSWER_BYTES = AttributeKey.longKey("ocpp.answer_bytes");
    private static final int LONGEST_TEXT = 100;

    private final FrameHandler handler;
    private final StationDirectory stations;
    private final Tracer tracer;
    private final InstantSource clock;

    TracedHandler(FrameHandler handler, StationDirectory stations, Tracer tracer, InstantSource clock) {
        this.handler = handler;
        this.stations = stations;
        this.tracer = tracer;
        this.clock = clock;
    }

    @Override
    public byte @Nullable [] call(StationLink link, Received message) {
        Span span = span(link, message);
        Context within = Context.root().with(span);
        tracer.spanBuilder("mailbox")
                .setParent(within)
                .setStartTimestamp(message.at())
                .startSpan()
                .end(clock.instant());
        try (var _ = within.makeCurrent()) {
            byte[] answer = handler.call(link, message);
            if (answer != null) {
                span.setAttribute(ANSWER_BYTES, (long) answer.length);
                if (refusal(answer)) span.setStatus(StatusCode.ERROR, "answered with a CALLERROR");
            }
            return answer;
        } catch (RuntimeException | Error bug) {
            span.recordException(bug).setStatus(StatusCode.ERROR);
            throw bug;
        } finally {
            span.end(notBefore(message.at()));
        }
    }

    private Span span(StationLink link, Received message) {
        String id = "";
        String action = "";
        switch (message.frame()) {
            case Frame.Call call -> {
                id = call.id();
                action = call.action();
            }
            case Frame.Send send -> {
                id = send.id();
                action = send.action();
            }
            case Frame.Malformed _, Frame.CallResult _, Frame.CallError _, Frame.CallResultError _ -> {}
        }
        // Spans are counted by their names: what a station invents is none.
        String name = Codec.of(link.version()).knows(action) ? action : "unknown";
        return tracer.spanBuilder(name)
                .setNoParent()
                .setSpanKind(SpanKind.SERVER)
                .setStartTimestamp(message.at())
                .setAttribute(STATION, stations.nameOf(link.station()).orElse("removed"))
                .setAttribute(VERSION, link.version().subprotocol())
                .setAttribute(ACTION, cut(action))
                .setAttribute(MESSAGE, cut(id))
                .startSpan();
    }

    /** The machine's clock may have been set back meanwhile. */
    private Instant notBefore(Instant start) {
        Instant now = clock.instant();
        return now.isBefore(start) ? start : now;
    }

    private static boolean refusal(byte[] answer) {
        return answer.length > 1 && answer[1] == '4';
    }

    private static String cut(String text) {
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }

    @Override
    public void answer(StationLink link, Received message) {
        handler.answer(link, message);
    }
}
