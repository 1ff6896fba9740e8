package dev.stationmaster.ocpp;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The codes of CALLERROR and CALLRESULTERROR, by meaning; their spelling depends on the version. */
public enum ErrorCode {
    /** Not a readable RPC message. 1.6 has no such code and says FormationViolation. */
    RPC_FRAMEWORK_ERROR("FormationViolation", "RpcFrameworkError"),
    /** The message type number is unknown. 1.6 has no such code (and ignores such a message). */
    MESSAGE_TYPE_NOT_SUPPORTED("NotSupported", "MessageTypeNotSupported"),
    /** The payload is not JSON, or not an object. */
    FORMAT_VIOLATION("FormationViolation", "FormatViolation"),
    /** A required property is missing, or (2.x) there is one too many. */
    PROTOCOL_ERROR("ProtocolError", "ProtocolError"),
    /** Too few or too many elements in a list. The spelling of 1.6 is a known error that stays. */
    OCCURRENCE_CONSTRAINT_VIOLATION("OccurenceConstraintViolation", "OccurrenceConstraintViolation"),
    /** A value of the wrong JSON type. */
    TYPE_CONSTRAINT_VIOLATION("TypeConstraintViolation", "TypeConstraintViolation"),
    /** A value of the right type that is not allowed: too long, out of range, not in the enumeration. */
    PROPERTY_CONSTRAINT_VIOLATION("PropertyConstraintViolation", "PropertyConstraintViolation"),
    /** The action is unknown to this version. */
    NOT_IMPLEMENTED("NotImplemented", "NotImplemented"),
    /** The action is known but not supported, or not in this direction. */
    NOT_SUPPORTED("NotSupported", "NotSupported"),
    /** Refused for a security reason, for instance before the station is accepted. */
    SECURITY_ERROR("SecurityError", "SecurityError"),
    /** The receiver failed. */
    INTERNAL_ERROR("InternalError", "InternalError"),
    /** Nothing else fits. */
    GENERIC_ERROR("GenericError", "GenericError");

    private static final Map<String, ErrorCode> BY_TEXT = new HashMap<>();

    static {
        // Later entries win: "FormationViolation" and "NotSupported" name the broader meanings.
        for (var code : values()) {
            BY_TEXT.put(code.v16.toLowerCase(Locale.ROOT), code);
            BY_TEXT.put(code.v2.toLowerCase(Locale.ROOT), code);
        }
    }

    private final String v16;
    private final String v2;

    ErrorCode(String v16, String v2) {
        this.v16 = v16;
        this.v2 = v2;
    }

    /** The spelling to send in this version. */
    public String text(Version version) {
        return version == Version.V16 ? v16 : v2;
    }

    /** The meaning of a code as it arrived, in the spelling of any version and case; unknown codes are {@link #GENERIC_ERROR}. */
    public static ErrorCode parse(String text) {
        return BY_TEXT.getOrDefault(text.strip().toLowerCase(Locale.ROOT), GENERIC_ERROR);
    }
}
