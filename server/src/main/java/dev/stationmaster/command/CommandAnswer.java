package dev.stationmaster.command;

import dev.stationmaster.devicemodel.VariableValue;
import dev.stationmaster.ocpp.Payload;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a station answered, in neutral words.
 *
 * @param status the station's status word (Accepted, Rejected, Scheduled, Unlocked …); null when it gave none or several
 * @param reason statusInfo, or what several statuses come to, in words; null when there is nothing to say
 * @param positive whether the station will do it, so that an effect may be waited for
 * @param scheduled it will do it later, when it is idle
 * @param values variables whose values are known from this answer
 * @param transactionId the transaction the answer names (2.x remote start on a running one)
 * @param details what else it tells, in the records of the domain
 */
public record CommandAnswer(
        @Nullable String status,
        @Nullable String reason,
        boolean positive,
        boolean scheduled,
        List<VariableValue> values,
        @Nullable String transactionId,
        List<Object> details) {
    /** There is nothing to report (B07, B08). */
    public static final String EMPTY = "EmptyResultSet";

    public CommandAnswer(
            @Nullable String status,
            @Nullable String reason,
            boolean positive,
            boolean scheduled,
            List<VariableValue> values,
            @Nullable String transactionId) {
        this(status, reason, positive, scheduled, values, transactionId, List.of());
    }

    public static CommandAnswer of(@Nullable String status, @Nullable String reason) {
        boolean scheduled = "Scheduled".equals(status);
        boolean positive = status == null
                || scheduled
                || status.equals("Accepted")
                || status.equals("AcceptedCanceled")
                || status.equals("RebootRequired")
                || status.equals("Unlocked");
        return new CommandAnswer(status, reason, positive, scheduled, List.of(), null);
    }

    /**
     * Reads what most answers are made of: {@code status}, {@code statusInfo} and, of a remote start, {@code transactionId}. Works for all
     * versions, because these names never changed.
     */
    public static CommandAnswer read(Payload payload) {
        if (!(CommandJson.tree(payload.text()) instanceof Map<?, ?> answer)) return of(null, null);
        String status = answer.get("status") instanceof String word ? word : commonStatus(answer);
        String transactionId = answer.get("transactionId") instanceof String id ? id : null;
        CommandAnswer plain = of(status, answer.get("statusInfo") instanceof Map<?, ?> info ? info(info) : null);
        return new CommandAnswer(status, plain.reason, plain.positive, plain.scheduled, List.of(), transactionId);
    }

    /** What all results of a SetVariables say; null when they differ, or when it is none. */
    private static @Nullable String commonStatus(Map<?, ?> answer) {
        if (!(answer.get("setVariableResult") instanceof List<?> results)) return null;
        List<String> words = results.stream()
                .map(result -> result instanceof Map<?, ?> one ? String.valueOf(one.get("attributeStatus")) : "")
                .distinct()
                .toList();
        return words.size() == 1 ? words.getFirst() : null;
    }

    private static String info(Map<?, ?> info) {
        Object more = info.get("additionalInfo");
        return info.get("reasonCode") + (more == null ? "" : ": " + more);
    }

    /** A JSON string as what it holds, any other JSON as its own text. */
    public static String plainText(String json) {
        return CommandJson.tree(json) instanceof String text ? text : json;
    }

    /** The same answer, which also tells this. */
    public CommandAnswer telling(Object detail) {
        return new CommandAnswer(status, reason, positive, scheduled, values, transactionId, List.of(detail));
    }

    /** The same answer, which also tells these. */
    public CommandAnswer tellingAll(List<? extends Object> more) {
        return new CommandAnswer(status, reason, positive, scheduled, values, transactionId, List.copyOf(more));
    }

    public CommandAnswer with(List<VariableValue> known) {
        return new CommandAnswer(status, reason, positive, scheduled, known, transactionId);
    }

    /** What several answers come to: one status when all say the same, else what each says, in words. */
    static CommandAnswer all(List<CommandAnswer> answers) {
        if (answers.size() == 1) return answers.getFirst();
        List<@Nullable String> words =
                answers.stream().map(CommandAnswer::status).distinct().toList();
        if (words.size() == 2 && words.contains(EMPTY) && words.contains("Accepted")) words = List.of("Accepted");
        String reasons = answers.stream()
                .map(CommandAnswer::reason)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("; "));
        boolean positive = answers.stream().allMatch(CommandAnswer::positive);
        return new CommandAnswer(
                words.size() == 1 ? words.getFirst() : null,
                reasons.isEmpty() ? null : reasons,
                positive,
                false,
                List.of(),
                null,
                answers.stream().flatMap(answer -> answer.details().stream()).toList());
    }
}
