package dev.stationmaster.command;

import dev.stationmaster.command.Command.Failure;
import dev.stationmaster.command.Command.Sent;
import dev.stationmaster.command.Outbox.Outcome;
import dev.stationmaster.devicemodel.DeviceModelService;
import dev.stationmaster.devicemodel.Origin;
import dev.stationmaster.link.StationLink;
import dev.stationmaster.messagelog.Exchange;
import dev.stationmaster.messagelog.MessageLog;
import dev.stationmaster.ocpp.Codec;
import dev.stationmaster.ocpp.Decoded;
import dev.stationmaster.ocpp.Frame;
import dev.stationmaster.ocpp.FrameCodec;
import dev.stationmaster.ocpp.Payload;
import dev.stationmaster.ocpp.Policy;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.ocpp.Violation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends a command's CALLs one after the other, reads the answers, and tells the message log. */
@Component
class Transmission {
    private static final Logger log = LoggerFactory.getLogger(Transmission.class);

    private static final String SILENCE = "no answer within ";

    private final MessageLog messages;
    private final DeviceModelService devices;
    private final InstantSource clock;

    Transmission(MessageLog messages, DeviceModelService devices, InstantSource clock) {
        this.messages = messages;
        this.devices = devices;
        this.clock = clock;
    }

    /** Whether the command failed because the station did not answer in time. */
    static boolean isSilence(Command command) {
        return command.state() == Command.State.FAILED
                && command.reason() != null
                && command.reason().startsWith(SILENCE);
    }

    enum How {
        ANSWERED,
        ERROR,
        UNREADABLE,
        SILENT,
        LINK_LOST
    }

    /**
     * @param answers one for each CALL that was answered with a result
     * @param reason why it ended before the last CALL was answered; null when it did not
     */
    record Result(
            How how,
            List<Sent> exchanges,
            List<CommandAnswer> answers,
            @Nullable String reason) {}

    private record Step(
            Sent sent,
            How how,
            @Nullable CommandAnswer answer,
            @Nullable String reason) {}

    /** @param command whose messages these are */
    Result send(StationLink link, Encoded.Calls calls, Command command, Outbox outbox) {
        List<Sent> exchanges = new ArrayList<>();
        List<CommandAnswer> answers = new ArrayList<>();
        Duration timeout = Duration.ofSeconds(command.timeoutSeconds());
        for (Encoded.Call call : calls.calls()) {
            Integer requestId = begun(link, calls.expects(), exchanges.size());
            Step step = send(link, call, timeout, outbox);
            exchanges.add(step.sent);
            CommandAnswer answer = step.answer;
            if (requestId != null) judge(link, requestId, step);
            if (answer == null) {
                String reason = calls.calls().size() == 1
                        ? step.reason
                        : "message " + exchanges.size() + " of " + calls.calls().size() + ": " + step.reason;
                return new Result(step.how, exchanges, answers, reason);
            }
            answers.add(answer);
            if (!answer.values().isEmpty()) {
                var origin = new Origin(calls.source(), command.actor(), command.id());
                devices.updated(link.station(), answer.values(), origin);
            }
            if (calls.stepwise() && !answer.positive()) break;
        }
        return new Result(How.ANSWERED, exchanges, answers, null);
    }

    /** Before a message that asks for a report leaves: its parts may overtake the answer. @return its number; null when it asks for none */
    private @Nullable Integer begun(StationLink link, Expectation expects, int message) {
        if (!(expects instanceof Expectation.Report(List<Integer> requestIds, String kind))) return null;
        if (message >= requestIds.size()) return null;
        devices.asked(link.station(), requestIds.get(message), kind);
        return requestIds.get(message);
    }

    private void judge(StationLink link, int requestId, Step step) {
        CommandAnswer answer = step.answer;
        boolean empty = answer != null && CommandAnswer.EMPTY.equals(answer.status());
        boolean refused = step.how == How.ERROR || answer != null && !answer.positive();
        if (empty || refused) devices.notComing(link.station(), requestId, empty);
    }

    private Step send(StationLink link, Encoded.Call call, Duration timeout, Outbox outbox) {
        String id = UUID.randomUUID().toString();
        byte[] frame = FrameCodec.call(id, call.action(), call.payload());
        Instant at = clock.instant();
        long began = System.nanoTime();
        Outcome outcome = outbox.exchange(link, id, frame, timeout);
        long micros = (System.nanoTime() - began) / 1000;
        String request = SecretMask.masked(new String(call.payload(), StandardCharsets.UTF_8));
        return switch (outcome) {
            case Outcome.TimedOut _ -> {
                record(link, call, id, at, -1, Exchange.Outcome.TIMED_OUT, frame, null, List.of(), List.of());
                yield new Step(
                        new Sent(call.action(), request, null, null),
                        How.SILENT,
                        null,
                        SILENCE + timeout.toSeconds() + " s");
            }
            case Outcome.LinkLost(String why) -> {
                record(link, call, id, at, -1, Exchange.Outcome.LINK_LOST, frame, null, List.of(), List.of());
                yield new Step(
                        new Sent(call.action(), request, null, null),
                        How.LINK_LOST,
                        null,
                        "the connection was lost before the answer (" + why + ")");
            }
            case Outcome.Answered(Frame.CallResult result, Instant _) -> {
                Decoded<?> decoded = decoded(link.version(), call.action(), result.payload());
                byte[] response = FrameCodec.result(id, bytes(result.payload()));
                record(
                        link,
                        call,
                        id,
                        at,
                        micros,
                        Exchange.Outcome.ANSWERED,
                        frame,
                        response,
                        decoded.violations(),
                        decoded.findings());
                var sent = new Sent(
                        call.action(),
                        request,
                        SecretMask.masked(result.payload().text()),
                        null);
                yield decoded.isValid() ? read(call, sent, result.payload()) : unreadable(link, id, sent, decoded);
            }
            case Outcome.Answered(Frame.CallError error, Instant _) -> {
                String details = error.details().text();
                byte[] response = CommandJson.text(
                                Arrays.asList(4, id, error.code(), error.description(), CommandJson.tree(details)))
                        .getBytes(StandardCharsets.UTF_8);
                record(link, call, id, at, micros, Exchange.Outcome.ERROR, frame, response, List.of(), List.of());
                var failure = new Failure(error.code(), error.description(), details);
                yield new Step(
                        new Sent(call.action(), request, null, failure),
                        How.ERROR,
                        null,
                        "the station answered with the error " + error.code()
                                + (error.description().isEmpty() ? "" : ": " + error.description()));
            }
            case Outcome.Answered(Frame other, Instant _) ->
                throw new IllegalStateException("no answer: " + other.getClass());
        };
    }

    private static Step read(Encoded.Call call, Sent sent, Payload payload) {
        return new Step(sent, How.ANSWERED, call.answer().apply(payload), null);
    }

    /** 2.1 is told so (part 4, FR.06); the others have no word for it. */
    private static Step unreadable(StationLink link, String id, Sent sent, Decoded<?> decoded) {
        Violation first = decoded.violations().getFirst();
        if (link.version() == Version.V21) {
            link.send(FrameCodec.resultError(link.version(), id, first.code(), first.path() + ": " + first.message()));
        }
        String what = decoded.violations().stream()
                .map(violation -> violation.path() + ": " + violation.message())
                .collect(Collectors.joining("; "));
        log.warn(
                "event=answer-breaks-schema station={} action={} messageId={} what=\"{}\"",
                link.station().key(),
                sent.action(),
                id,
                what.replaceAll("[\\p{Cntrl}\"]", " "));
        return new Step(sent, How.UNREADABLE, null, "the station's answer breaks the schema: " + what);
    }

    private static Decoded<?> decoded(Version version, String action, Payload payload) {
        Codec codec = Codec.of(version);
        return codec.decode(codec.responseType(action).orElseThrow(), payload, Policy.TOLERANT);
    }

    private static byte[] bytes(Payload payload) {
        return Arrays.copyOfRange(payload.bytes(), payload.offset(), payload.offset() + payload.length());
    }

    private void record(
            StationLink link,
            Encoded.Call call,
            String id,
            Instant at,
            long micros,
            Exchange.Outcome outcome,
            byte[] request,
            byte @Nullable [] response,
            List<Violation> violations,
            List<Violation> findings) {
        messages.record(new Exchange(
                link.station(),
                Exchange.Direction.TO_STATION,
                link.version(),
                call.action(),
                id,
                at,
                micros,
                outcome,
                request,
                response,
                violations,
                findings));
    }
}
