package dev.stationmaster.ocpp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads and writes the payloads of one version, and checks them against its schemas. Immutable; safe for any thread. */
public final class Codec {
    private static final class V16 {
        static final Codec CODEC = new Codec(V16Shapes.table());
    }

    private static final class V201 {
        static final Codec CODEC = new Codec(V201Shapes.table());
    }

    private static final class V21 {
        static final Codec CODEC = new Codec(V21Shapes.table());
    }

    private final ShapeTable table;
    private final Set<String> fromStation;
    private final Set<String> fromCsms;

    private Codec(ShapeTable table) {
        this.table = table;
        this.fromStation = Actions.of(table.version, Direction.FROM_STATION, table.actions.keySet());
        this.fromCsms = Actions.of(table.version, Direction.FROM_CSMS, table.actions.keySet());
    }

    public static Codec of(Version version) {
        return switch (version) {
            case V16 -> V16.CODEC;
            case V201 -> V201.CODEC;
            case V21 -> V21.CODEC;
        };
    }

    public Version version() {
        return table.version;
    }

    /** Whether this version has the action, in any direction. */
    public boolean knows(String action) {
        return table.actions.containsKey(action);
    }

    /** The actions that this side may initiate; DataTransfer is in both sets. NotifyPeriodicEventStream travels as SEND. */
    public Set<String> actions(Direction direction) {
        return direction == Direction.FROM_STATION ? fromStation : fromCsms;
    }

    /** The record of an action's request; empty when this version does not know the action. */
    public Optional<Class<?>> requestType(String action) {
        return Optional.ofNullable(table.actions.get(action))
                .map(a -> a.request().recordClass());
    }

    /** The record of an action's response; empty when the action is unknown, or never answered. */
    public Optional<Class<?>> responseType(String action) {
        return Optional.ofNullable(table.actions.get(action))
                .map(ShapeTable.Action::response)
                .map(ObjectShape::recordClass);
    }

    /**
     * Reads and validates in one pass.
     *
     * @param type a record of {@code v16} or {@code v2}; one this version does not have gives a violation NOT_IMPLEMENTED
     */
    public <T> Decoded<T> decode(Class<T> type, Payload payload, Policy policy) {
        var shape = table.byClass.get(type);
        var report = new Report();
        if (shape == null) {
            report.violation(
                    "action", type.getSimpleName() + " does not exist in " + unknownHere(), ErrorCode.NOT_IMPLEMENTED);
            return new Decoded<>(null, report.violations(), List.of());
        }
        var value = Decoder.read(table, shape, payload, policy, report);
        return new Decoded<>(type.cast(value), report.violations(), report.findings());
    }

    /**
     * Writes a record, checking it against this version: what only a newer version has does not leave. Times are written in UTC
     * with {@code Z} and at most milliseconds, numbers with at most six decimal places.
     *
     * @return the JSON of the payload, UTF-8
     * @throws InvalidMessageException when this version does not allow it
     */
    public byte[] encode(Object message) {
        var shape = table.byClass.get(message.getClass());
        if (shape == null) {
            var what = message.getClass().getSimpleName() + " does not exist in " + unknownHere();
            throw new InvalidMessageException(List.of(new Violation("", "action", what, ErrorCode.NOT_IMPLEMENTED)));
        }
        return Encoder.encode(table, shape, message);
    }

    /** What the schema of this action's request refuses in the payload; empty when valid. */
    public List<Violation> validateRequest(String action, Payload payload) {
        return requestType(action)
                .map(type -> decode(type, payload, Policy.STRICT).violations())
                .orElseGet(() -> unknown(action));
    }

    /** What the schema of this action's response refuses in the payload; empty when valid. */
    public List<Violation> validateResponse(String action, Payload payload) {
        return responseType(action)
                .map(type -> decode(type, payload, Policy.STRICT).violations())
                .orElseGet(() -> unknown(action));
    }

    /**
     * What this version demands of an action's request, as a JSON schema (draft 7) of maps, lists, texts, numbers and booleans; empty when it does not
     * know the action.
     */
    public Optional<Map<String, Object>> requestSchema(String action) {
        return Optional.ofNullable(table.actions.get(action)).map(a -> SchemaWriter.schema(a.request()));
    }

    private List<Violation> unknown(String action) {
        var what = action + " is no such message in " + unknownHere();
        return List.of(new Violation("", "action", what, ErrorCode.NOT_IMPLEMENTED));
    }

    private String unknownHere() {
        return table.version.subprotocol();
    }
}
