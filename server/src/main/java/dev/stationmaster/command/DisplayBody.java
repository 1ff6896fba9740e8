package dev.stationmaster.command;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The typed commands about what drivers see, as the API takes them. */
final class DisplayBody {
    private static final List<String> PRIORITIES = List.of("NormalCycle", "InFront", "AlwaysFront");
    private static final List<String> FORMATS = List.of("UTF8", "ASCII", "HTML", "URI", "QRCODE");
    private static final List<String> STATES =
            List.of("Charging", "Faulted", "Idle", "Unavailable", "Suspended", "Discharging");
    private static final int LONGEST = 1024;
    private static final int LONGEST_LANGUAGE = 8;

    private DisplayBody() {}

    /** @param transactionId the station's; empty when none is named */
    static StationCommand read(String type, FieldReader fields, String transactionId) {
        return switch (type) {
            case "CostUpdated" -> cost(fields, transactionId);
            case "SetDisplayMessage" -> new StationCommand.SetDisplayMessage(message(fields, transactionId));
            case "GetDisplayMessages" ->
                new StationCommand.GetDisplayMessages(
                        fields.numbers("ids"),
                        fields.has("priority") ? fields.word("priority", PRIORITIES) : null,
                        fields.has("state") ? fields.word("state", STATES) : null);
            case "ClearDisplayMessage" -> {
                Integer id = fields.number("id", Integer.MIN_VALUE);
                if (id == null && !fields.has("id")) fields.wrong("id", "required", "id is needed.");
                yield new StationCommand.ClearDisplayMessage(id == null ? 0 : id);
            }
            default -> throw new IllegalStateException(type);
        };
    }

    private static StationCommand cost(FieldReader fields, String transactionId) {
        if (transactionId.isEmpty() && fields.problems().isEmpty())
            fields.wrong("transaction", "required", "transaction or transactionId is needed.");
        return new StationCommand.CostUpdated(transactionId, fields.decimal("totalCost"));
    }

    private static DisplayMessage message(FieldReader fields, String transactionId) {
        @Nullable String language = fields.text("language", LONGEST_LANGUAGE);
        return new DisplayMessage(
                fields.number("id", Integer.MIN_VALUE),
                fields.word("priority", PRIORITIES),
                fields.has("format") ? fields.word("format", FORMATS) : "UTF8",
                fields.needed("content", LONGEST),
                language,
                fields.has("state") ? fields.word("state", STATES) : null,
                fields.time("startDateTime"),
                fields.time("endDateTime"),
                transactionId.isEmpty() ? null : transactionId);
    }
}
