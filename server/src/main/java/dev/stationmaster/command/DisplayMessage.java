package dev.stationmaster.command;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that a station shows (OCPP 2.x part 2, O). The words are those of the standard.
 *
 * @param id null lets the server choose one; one that is in use replaces that message (O06)
 * @param priority AlwaysFront, InFront or NormalCycle
 * @param format ASCII, HTML, URI, UTF8; QRCODE since 2.1
 * @param content at most 512 characters, 1024 since 2.1
 * @param language RFC 5646, at most 8 characters
 * @param state Charging, Faulted, Idle, Unavailable; since 2.1 also Suspended and Discharging; null is any
 * @param startAt null is at once; {@code endAt} null is until it is cleared
 * @param transactionId the station's id of the transaction that it is bound to; it vanishes with it (O02)
 */
public record DisplayMessage(
        @Nullable Integer id,
        String priority,
        String format,
        String content,
        @Nullable String language,
        @Nullable String state,
        @Nullable Instant startAt,
        @Nullable Instant endAt,
        @Nullable String transactionId) {
    public DisplayMessage withId(int number) {
        return new DisplayMessage(number, priority, format, content, language, state, startAt, endAt, transactionId);
    }
}
