package dev.stationmaster.command;

import dev.stationmaster.command.Command.Sent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A command as the API shows it; what is null is left out.
 *
 * @param state queued, sent, answered, failed, refused, expired or cancelled
 * @param body the fields it was asked with, without secrets
 * @param exchanges what was sent and answered, without secrets
 * @param status the station's status word
 * @param reason why it was refused or failed, or what the answer says beyond its status, in words
 */
public record CommandView(
        String id,
        String station,
        String type,
        String state,
        String actor,
        @Nullable Object body,
        Instant createdAt,
        @Nullable Instant sentAt,
        @Nullable Instant answeredAt,
        @Nullable Instant expiresAt,
        List<ExchangeView> exchanges,
        @Nullable String status,
        @Nullable String reason,
        EffectView effect) {
    /** One CALL, and its answer or its error. */
    public record ExchangeView(
            String action,
            @Nullable Object request,
            @Nullable Object response,
            @Nullable ErrorView error) {}

    public record ErrorView(
            String code, String description, @Nullable Object details) {
        static ErrorView of(Command.Failure error) {
            return new ErrorView(error.code(), error.description(), CommandJson.tree(error.details()));
        }
    }

    /** @param state none, awaited, seen or missed */
    public record EffectView(
            String state, @Nullable String what, @Nullable Instant at) {}

    static CommandView of(Command command, String identity) {
        return new CommandView(
                command.id().toString(),
                identity,
                command.type(),
                word(command.state()),
                command.actor(),
                CommandJson.tree(command.body()),
                command.createdAt().truncatedTo(ChronoUnit.MILLIS),
                time(command.sentAt()),
                time(command.answeredAt()),
                time(command.expiresAt()),
                command.exchanges().stream().map(CommandView::exchange).toList(),
                command.status(),
                command.reason(),
                new EffectView(
                        word(command.effect().state()),
                        command.effect().what(),
                        time(command.effect().at())));
    }

    private static ExchangeView exchange(Sent sent) {
        String response = sent.response();
        return new ExchangeView(
                sent.action(),
                CommandJson.tree(sent.request()),
                response == null ? null : CommandJson.tree(response),
                sent.error() == null ? null : ErrorView.of(sent.error()));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Instant time(@Nullable Instant at) {
        return at == null ? null : at.truncatedTo(ChronoUnit.MILLIS);
    }
}
