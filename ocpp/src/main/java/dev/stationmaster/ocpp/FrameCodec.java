package dev.stationmaster.ocpp;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Text of the socket to frames and back. Never throws on what it reads. */
public final class FrameCodec {
    /** Longest message id, all versions (OCPP-J §4.1.4). */
    public static final int MAX_ID = 36;

    /** Longest description of an error in 2.x; longer ones are cut. */
    static final int MAX_DESCRIPTION = 255;

    private FrameCodec() {}

    /**
     * A frame, with what the tolerant policy let pass.
     *
     * @param findings paths point into the frame's array
     */
    public record Reading(Frame frame, List<Violation> findings) {}

    /**
     * Reads one message under the strict policy. A trailing NUL or newline and a {@code null} payload (lawful when it is empty)
     * are no mistakes.
     */
    public static Frame read(Version version, byte[] text) {
        return read(version, text, 0, text.length);
    }

    /** As {@link #read(Version, byte[])}, from a part of an array that must stay unchanged while the frame is in use. */
    public static Frame read(Version version, byte[] text, int offset, int length) {
        return read(version, Policy.STRICT, text, offset, length).frame();
    }

    /**
     * Reads one message.
     *
     * @param policy tolerant: a missing payload, surplus elements, and JSON with stray commas, single quotes or NaN pass with a finding
     */
    public static Reading read(Version version, Policy policy, byte[] text, int offset, int length) {
        return FrameReader.read(version, policy, text, offset, length);
    }

    /** {@code [2, id, action, payload]}. */
    public static byte[] call(String id, String action, byte[] payload) {
        return message(2, id, action, payload);
    }

    /** {@code [3, id, payload]}. */
    public static byte[] result(String id, byte[] payload) {
        return message(3, id, null, payload);
    }

    /** {@code [6, id, action, payload]}, for 2.1 only. */
    public static byte[] send(String id, String action, byte[] payload) {
        return message(6, id, action, payload);
    }

    /** {@code [4, id, code, description, {}]} with the code's spelling in this version. */
    public static byte[] error(Version version, String id, ErrorCode code, String description) {
        return refusal(4, version, id, code, description);
    }

    /** {@code [5, id, code, description, {}]}, for 2.1 only. */
    public static byte[] resultError(Version version, String id, ErrorCode code, String description) {
        return refusal(5, version, id, code, description);
    }

    /**
     * What to send back for a malformed frame; empty when the version says to stay silent: an unknown message type in 1.6 and
     * 2.1, an unreadable id in 1.6 (2.x answers with id "-1"), and a broken answer, except that 2.1 refuses a broken
     * CALLRESULT with CALLRESULTERROR.
     */
    public static Optional<byte[]> answer(Version version, Frame.Malformed malformed) {
        var id = malformed.id() != null && malformed.id().length() <= MAX_DESCRIPTION ? malformed.id() : null;
        if (malformed.code() == ErrorCode.MESSAGE_TYPE_NOT_SUPPORTED) {
            // To 2.0.1 the frames of 2.1 are types like any other that it does not know.
            return version == Version.V201
                    ? Optional.of(error(version, id == null ? "-1" : id, malformed.code(), malformed.reason()))
                    : Optional.empty();
        }
        return switch (malformed.messageType()) {
            case 3 ->
                version == Version.V21 && id != null
                        ? Optional.of(resultError(version, id, malformed.code(), malformed.reason()))
                        : Optional.empty();
            case 4, 5, 6 -> Optional.empty();
            default -> {
                if (id == null && version == Version.V16) {
                    yield Optional.empty();
                }
                yield Optional.of(error(version, id == null ? "-1" : id, malformed.code(), malformed.reason()));
            }
        };
    }

    private static byte[] message(int type, String id, @Nullable String action, byte[] payload) {
        var head = "[" + type + "," + Json.quote(id) + "," + (action == null ? "" : Json.quote(action) + ",");
        var bytes = head.getBytes(StandardCharsets.UTF_8);
        var frame = Arrays.copyOf(bytes, bytes.length + payload.length + 1);
        System.arraycopy(payload, 0, frame, bytes.length, payload.length);
        frame[frame.length - 1] = ']';
        return frame;
    }

    private static byte[] refusal(int type, Version version, String id, ErrorCode code, String description) {
        return ("[" + type + "," + Json.quote(id) + ",\"" + code.text(version) + "\"," + Json.quote(cut(description))
                        + ",{}]")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String cut(String description) {
        if (description.length() <= MAX_DESCRIPTION) {
            return description;
        }
        var end = Character.isHighSurrogate(description.charAt(MAX_DESCRIPTION - 1))
                ? MAX_DESCRIPTION - 1
                : MAX_DESCRIPTION;
        return description.substring(0, end);
    }
}
