package dev.stationmaster.messagelog;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for in the frames themselves; null takes all.
 *
 * @param text any part of either frame, in small letters
 * @param evse of an EVSE, in 1.6 of a connector
 * @param transaction of a transaction by its id on the wire
 */
record PayloadSearch(
        @Nullable String text,
        @Nullable Pattern evse,
        @Nullable Pattern transaction) {
    static PayloadSearch of(@Nullable String text, @Nullable Integer evse, @Nullable String transaction) {
        return new PayloadSearch(
                text == null || text.isBlank() ? null : text.strip().toLowerCase(Locale.ROOT),
                evse == null ? null : evse(evse),
                transaction == null || transaction.isBlank() ? null : transaction(transaction.strip()));
    }

    private static Pattern evse(int number) {
        return Pattern.compile("\"(connectorId|evseId)\"\\s*:\\s*" + number
                + "\\b|\"evse\"\\s*:\\s*\\{[^}]*\"id\"\\s*:\\s*" + number + "\\b");
    }

    private static Pattern transaction(String id) {
        return Pattern.compile(
                "\"transactionId\"\\s*:\\s*(\"" + Pattern.quote(id) + "\"|" + Pattern.quote(id) + "\\b)",
                Pattern.CASE_INSENSITIVE);
    }

    boolean isEmpty() {
        return text == null && evse == null && transaction == null;
    }

    boolean matches(Message message) {
        String request = part(message.request(), message.requestText());
        String response = part(message.response(), message.responseText());
        if (text != null
                && !request.toLowerCase(Locale.ROOT).contains(text)
                && !response.toLowerCase(Locale.ROOT).contains(text)) return false;
        return isIn(evse, request, response) && isIn(transaction, request, response);
    }

    private static boolean isIn(@Nullable Pattern wanted, String request, String response) {
        return wanted == null
                || wanted.matcher(request).find()
                || wanted.matcher(response).find();
    }

    private static String part(@Nullable String json, @Nullable String text) {
        if (json != null) return json;
        return text == null ? "" : text;
    }
}
