package dev.stationmaster.ocpp;

import dev.stationmaster.ocpp.Frame.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** One pass over one message: finds where the payload begins and ends, builds no tree. */
final class FrameReader {
    private final Version version;
    private final boolean tolerant;
    private final byte[] text;
    private final int offset;
    private final List<Violation> findings = new ArrayList<>(0);
    private int type;
    private @Nullable String id;
    private boolean notJson;
    private boolean closed; // the array's end has been read

    private FrameReader(Version version, Policy policy, byte[] text, int offset) {
        this.version = version;
        this.tolerant = policy == Policy.TOLERANT;
        this.text = text;
        this.offset = offset;
    }

    static FrameCodec.Reading read(Version version, Policy policy, byte[] text, int offset, int length) {
        int start = offset;
        int end = offset + length;
        while (end > start && text[end - 1] >= 0 && text[end - 1] <= ' ') {
            end--; // trailing blanks, newlines and NULs
        }
        while (start < end && text[start] >= 0 && text[start] <= ' ') {
            start++;
        }
        // The second test keeps the parser from taking the text for UTF-16 or UTF-32.
        if (end - start < 2 || text[start] != '[' || text[start + 1] == 0) {
            return new FrameCodec.Reading(
                    new Malformed(null, ErrorCode.RPC_FRAMEWORK_ERROR, "not a JSON array", 0), List.of());
        }
        var reader = new FrameReader(version, policy, text, start);
        var frame = reader.frame(end - start);
        if (reader.notJson && policy == Policy.TOLERANT) {
            var repaired = Json.repaired(text, start, end - start);
            if (repaired != null) {
                return reread(version, repaired, ((Malformed) frame).code());
            }
        }
        return new FrameCodec.Reading(frame, List.copyOf(reader.findings));
    }

    private static FrameCodec.Reading reread(Version version, byte[] repaired, ErrorCode code) {
        var reader = new FrameReader(version, Policy.TOLERANT, repaired, 0);
        reader.findings.add(new Violation("", "json", "not well-formed JSON; read as what it seems to mean", code));
        var frame = reader.frame(repaired.length);
        return new FrameCodec.Reading(frame, List.copyOf(reader.findings));
    }

    private Frame frame(int length) {
        boolean inPayload = false;
        try (var in = Json.parser(text, offset, length)) {
            in.nextToken();
            if (in.nextToken() != JsonToken.VALUE_NUMBER_INT) {
                return bad("the first element must be the message type, a number");
            }
            type = in.getNumberType() == JsonParser.NumberType.INT ? in.getIntValue() : -1;
            var token = in.nextToken();
            if (token == null || !token.isScalarValue() || token == JsonToken.VALUE_NULL) {
                return unknownType() ? unsupported() : bad("the second element must be the message id, a string");
            }
            id = in.getString();
            if (unknownType()) {
                return unsupported();
            }
            if (token != JsonToken.VALUE_STRING) {
                return bad("the message id must be a string");
            }
            if (id.length() > FrameCodec.MAX_ID) {
                return bad("the message id is longer than " + FrameCodec.MAX_ID + " characters");
            }
            if (type == 4 || type == 5) {
                return refusal(in, id);
            }
            var action = "";
            if (type != 3) {
                if (in.nextToken() != JsonToken.VALUE_STRING) {
                    return bad("the third element must be the action, a string");
                }
                action = in.getString();
            }
            inPayload = true;
            var payload = payload(in, in.nextToken());
            if (payload == null) {
                return bad("the payload is missing");
            }
            inPayload = false;
            var surplus = end(in);
            if (surplus != null) {
                return surplus;
            }
            return switch (type) {
                case 2 -> new Frame.Call(id, action, payload);
                case 3 -> new Frame.CallResult(id, payload);
                default -> new Frame.Send(id, action, payload);
            };
        } catch (JacksonException broken) {
            notJson = true;
            return new Malformed(
                    id,
                    inPayload ? ErrorCode.FORMAT_VIOLATION : ErrorCode.RPC_FRAMEWORK_ERROR,
                    inPayload ? "the payload is not JSON" : "not JSON",
                    type);
        }
    }

    private boolean unknownType() {
        return type < 2 || type > 6 || (type > 4 && version != Version.V21);
    }

    private Frame unsupported() {
        return new Malformed(id, ErrorCode.MESSAGE_TYPE_NOT_SUPPORTED, "unknown message type", type);
    }

    private Frame bad(String reason) {
        return new Malformed(id, ErrorCode.RPC_FRAMEWORK_ERROR, reason, type);
    }

    private @Nullable Payload payload(JsonParser in, JsonToken token) {
        if (token == JsonToken.END_ARRAY) {
            if (tolerant) {
                closed = true;
                finding("/" + (type == 3 ? 2 : 3), "required", "the payload is missing");
                return Payload.empty();
            }
            return null;
        }
        if (token == JsonToken.VALUE_NULL) {
            return Payload.empty();
        }
        int start = (int) in.currentTokenLocation().getByteOffset();
        in.skipChildren();
        in.finishToken();
        int end = (int) in.currentLocation().getByteOffset();
        return new Payload(text, offset + start, end - start);
    }

    /** Code, description and details; any of them is missing often enough to be taken as empty (OCPP demands them). */
    private Frame refusal(JsonParser in, String callId) {
        var code = word(in);
        var description = word(in);
        var details = Payload.empty();
        if (!closed) {
            var token = in.nextToken();
            if (token == JsonToken.END_ARRAY) {
                closed = true;
            } else {
                details = Objects.requireNonNull(payload(in, token));
            }
        }
        var surplus = end(in);
        if (surplus != null) {
            return surplus;
        }
        return type == 4
                ? new Frame.CallError(callId, code, description, details)
                : new Frame.CallResultError(callId, code, description, details);
    }

    /** The next element as text; "" when there is none, or none that is text. */
    private String word(JsonParser in) {
        if (closed) {
            return "";
        }
        var token = in.nextToken();
        if (token == JsonToken.END_ARRAY) {
            closed = true;
            return "";
        }
        if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
            return in.getString();
        }
        in.skipChildren();
        return "";
    }

    /** Null when the array and the text end here. */
    private @Nullable Frame end(JsonParser in) {
        if (!closed && in.nextToken() != JsonToken.END_ARRAY) {
            if (!tolerant) {
                return bad("the array has too many elements");
            }
            finding("", "maxItems", "the array has too many elements");
            do {
                in.skipChildren(); // the parser throws where the text ends too early, so this comes to an end
            } while (in.nextToken() != JsonToken.END_ARRAY);
        }
        return in.nextToken() == null ? null : bad("text after the array");
    }

    private void finding(String path, String keyword, String message) {
        findings.add(new Violation(path, keyword, message, ErrorCode.RPC_FRAMEWORK_ERROR));
    }
}
