package dev.stationmaster.protocol;

import dev.stationmaster.command.AnswerSink;
import dev.stationmaster.command.MessageSeen;
import dev.stationmaster.ledger.FactRefusedException;
import dev.stationmaster.link.FrameHandler;
import dev.stationmaster.link.Received;
import dev.stationmaster.link.StationLink;
import dev.stationmaster.messagelog.Exchange;
import dev.stationmaster.messagelog.MessageLog;
import dev.stationmaster.messagelog.Oddities;
import dev.stationmaster.ocpp.Codec;
import dev.stationmaster.ocpp.Decoded;
import dev.stationmaster.ocpp.ErrorCode;
import dev.stationmaster.ocpp.Frame;
import dev.stationmaster.ocpp.FrameCodec;
import dev.stationmaster.ocpp.InvalidMessageException;
import dev.stationmaster.ocpp.Payload;
import dev.stationmaster.ocpp.Policy;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.ocpp.Violation;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The way of a station's message: action known, registration allows it, payload obeys the schema, one translation, the answer. The order of
 * the checks decides which error a station sees.
 */
@Component
final class Dispatcher implements FrameHandler {
    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private final Bindings bindings;
    private final StationDirectory stations;
    private final RegistrationGuard guard;
    private final ValidationPolicy policy;
    private final AnswerSink answers;
    private final MessageSeen seen;
    private final MessageLog messageLog;
    private final AnsweredMessages answered = new AnsweredMessages();

    Dispatcher(
            Bindings bindings,
            StationDirectory stations,
            RegistrationGuard guard,
            ValidationPolicy policy,
            AnswerSink answers,
            MessageSeen seen,
            MessageLog messageLog) {
        this.bindings = bindings;
        this.stations = stations;
        this.guard = guard;
        this.policy = policy;
        this.answers = answers;
        this.seen = seen;
        this.messageLog = messageLog;
    }

    /** What is known of an exchange when it is over. */
    private record Outcome(
            Reply<?> reply, byte @Nullable [] answer, List<Violation> violations, List<Violation> findings) {
        static Outcome refused(ErrorCode code, String description) {
            return new Outcome(Reply.refusal(code, description), null, List.of(), List.of());
        }
    }

    @Override
    public byte @Nullable [] call(StationLink link, Received message) {
        long began = System.nanoTime();
        return switch (message.frame()) {
            case Frame.Call call -> {
                Outcome outcome = answer(link, message, call.id(), call.action(), call.payload());
                byte[] answer = frameOf(link, call.id(), outcome);
                record(link, message, call.action(), call.id(), began, outcome, answer);
                answered.add(link.station(), link.version(), call.id(), call.action());
                yield answer;
            }
            case Frame.Send send -> {
                Outcome outcome = answer(link, message, send.id(), send.action(), send.payload());
                record(link, message, send.action(), send.id(), began, outcome, null);
                yield null;
            }
            case Frame.Malformed malformed -> unreadable(link, malformed, message);
            case Frame.CallResult _, Frame.CallError _, Frame.CallResultError _ ->
                throw new IllegalArgumentException("an answer is not answered");
        };
    }

    @Override
    public void answer(StationLink link, Received message) {
        switch (message.frame()) {
            case Frame.CallResultError refused -> {
                String action = answered.action(link.station(), refused.id());
                String reason =
                        "the station could not read our answer: " + refused.code() + " " + refused.description();
                unanswerable(link, message, action, refused.id(), Oddities.of("", "answer-refused", reason));
            }
            case Frame.CallResult result -> answer(link, message, result.id());
            case Frame.CallError error -> answer(link, message, error.id());
            case Frame.Call _, Frame.Send _, Frame.Malformed _ -> throw new IllegalArgumentException("no answer");
        }
    }

    private void answer(StationLink link, Received message, String id) {
        if (answers.answered(link, message.frame(), message.at())) return;
        var late = Oddities.of("", "late-answer", "an answer that nobody waits for, or not any more; not applied");
        unanswerable(link, message, AnsweredMessages.UNKNOWN, id, late);
    }

    /** Kept in the log, so that an operator sees it; there is nothing to send back. */
    private void unanswerable(StationLink link, Received message, String action, String id, Violation why) {
        messageLog.record(new Exchange(
                link.station(),
                Exchange.Direction.FROM_STATION,
                link.version(),
                action,
                id,
                message.at(),
                -1,
                Exchange.Outcome.NO_ANSWER_DUE,
                message.raw(),
                null,
                List.of(),
                together(message.findings(), List.of(why))));
    }

    private Outcome answer(StationLink link, Received message, String id, String action, Payload payload) {
        Version version = link.version();
        Policy holding = policy.of(link.station());
        if (holding == Policy.STRICT && !message.findings().isEmpty()) {
            Violation first = message.findings().getFirst();
            return Outcome.refused(first.code(), first.message());
        }
        if (version.isV2() && action.endsWith(SignedPayload.SUFFIX)) {
            String plain = action.substring(0, action.length() - SignedPayload.SUFFIX.length());
            return SignedPayload.unwrap(payload)
                    .map(inner -> answer(link, message, id, plain, inner))
                    .orElseGet(() -> Outcome.refused(ErrorCode.FORMAT_VIOLATION, "not a flattened JWS of a message"));
        }
        Binding<?, ?> binding = bindings.find(version, action);
        if (binding == null) {
            return Codec.of(version).knows(action)
                    ? Outcome.refused(ErrorCode.NOT_SUPPORTED, action + " is not for a station to send")
                    : Outcome.refused(ErrorCode.NOT_IMPLEMENTED, "no such action in " + version.subprotocol());
        }
        Optional<Station> station = stations.find(link.station());
        if (station.isEmpty()) return Outcome.refused(ErrorCode.SECURITY_ERROR, "the station was removed");
        if (!guard.allows(link, station.get(), action))
            return Outcome.refused(ErrorCode.SECURITY_ERROR, "not accepted yet: BootNotification first");
        return handle(binding, new Caller(link, station.get(), id, payload, message.at()), holding);
    }

    private <Q, A> Outcome handle(Binding<Q, A> binding, Caller caller, Policy holding) {
        Decoded<Q> decoded;
        try {
            decoded = Codec.of(caller.version()).decode(binding.request(), caller.payload(), holding);
        } catch (RuntimeException bug) {
            return ours(caller, binding.action(), bug, List.of());
        }
        Q request = decoded.value();
        if (request == null) {
            Violation first = decoded.violations().getFirst();
            return new Outcome(
                    Reply.refusal(first.code(), first.path() + ": " + first.message()),
                    null,
                    decoded.violations(),
                    together(decoded.findings(), OtherVersion.spoken(caller, binding.action())));
        }
        List<Violation> odd = Oddities.none();
        try {
            guard.heard(caller, binding.action());
            Reply<A> reply = Oddities.collect(odd, () -> binding.handler().handle(caller, request));
            byte[] payload = reply instanceof Reply.Answer<A>(A response)
                    ? Codec.of(caller.version()).encode(response)
                    : null;
            if (seen.awaits(caller.station()))
                seen.seen(caller.station(), binding.action(), caller.payload(), caller.receivedAt());
            return new Outcome(reply, payload, decoded.violations(), together(decoded.findings(), odd));
        } catch (InvalidMessageException | FactRefusedException unfit) {
            return decoded.findings().isEmpty()
                    ? ours(caller, binding.action(), unfit, List.of())
                    : inVain(caller, binding.action(), unfit, decoded.findings());
        } catch (RuntimeException bug) {
            return ours(caller, binding.action(), bug, decoded.findings());
        }
    }

    /** What was let pass cannot be answered by the book, or not stored: then the rule that it broke is the answer after all. */
    private static Outcome inVain(Caller caller, String action, RuntimeException unfit, List<Violation> broken) {
        Violation first = broken.getFirst();
        log.warn(
                "event=tolerated-in-vain station={} action={} id={} path={} cause=\"{}\"",
                caller.record().identity(),
                action,
                caller.messageId(),
                first.path(),
                unfit.getMessage());
        return new Outcome(Reply.refusal(first.code(), first.path() + ": " + first.message()), null, broken, List.of());
    }

    /** Our failure: the station tries again later, and is told nothing of our insides. */
    private static Outcome ours(Caller caller, String action, RuntimeException bug, List<Violation> findings) {
        log.error(
                "event=message-failed station={} action={} id={}",
                caller.record().identity(),
                action,
                caller.messageId(),
                bug);
        return new Outcome(
                Reply.refusal(ErrorCode.INTERNAL_ERROR, "the message could not be processed"),
                null,
                List.of(),
                findings);
    }

    private static byte[] frameOf(StationLink link, String id, Outcome outcome) {
        return switch (outcome.reply()) {
            case Reply.Refusal<?>(ErrorCode code, String description) ->
                FrameCodec.error(link.version(), id, code, description);
            case Reply.Answer<?> _ -> FrameCodec.result(id, Objects.requireNonNull(outcome.answer()));
            case Reply.Silence<?> _ -> FrameCodec.result(id, "{}".getBytes(StandardCharsets.US_ASCII));
        };
    }

    private byte @Nullable [] unreadable(StationLink link, Frame.Malformed frame, Received message) {
        byte[] answer = FrameCodec.answer(link.version(), frame).orElse(null);
        messageLog.record(new Exchange(
                link.station(),
                Exchange.Direction.FROM_STATION,
                link.version(),
                "?",
                frame.id() == null ? "" : frame.id(),
                message.at(),
                -1,
                Exchange.Outcome.UNREADABLE,
                message.raw(),
                answer,
                List.of(new Violation("", "frame", frame.reason(), frame.code())),
                message.findings()));
        return answer;
    }

    private void record(
            StationLink link,
            Received message,
            String action,
            String id,
            long began,
            Outcome outcome,
            byte @Nullable [] answer) {
        Exchange.Outcome word = answer == null
                ? Exchange.Outcome.NO_ANSWER_DUE
                : outcome.reply() instanceof Reply.Refusal<?> ? Exchange.Outcome.ERROR : Exchange.Outcome.ANSWERED;
        messageLog.record(new Exchange(
                link.station(),
                Exchange.Direction.FROM_STATION,
                link.version(),
                action,
                id,
                message.at(),
                (System.nanoTime() - began) / 1000,
                word,
                message.raw(),
                answer,
                outcome.violations(),
                together(message.findings(), outcome.findings())));
    }

    private static List<Violation> together(List<Violation> some, List<Violation> others) {
        if (some.isEmpty()) return others;
        if (others.isEmpty()) return some;
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
