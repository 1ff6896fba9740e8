package dev.stationmaster.command;

import dev.stationmaster.command.Transmission.How;
import dev.stationmaster.station.StationCredentials;
import dev.stationmaster.station.StationId;
import dev.stationmaster.station.StationSecret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which secret opens the station while a new one is on its way: both, until its answer says which (A01.FR.03, A01.FR.04). Without an answer the
 * next login decides.
 */
@Component
class PasswordChange {
    private final StationCredentials credentials;

    PasswordChange(StationCredentials credentials) {
        this.credentials = credentials;
    }

    /** A change to a password that nobody chose gets one here. */
    StationCommand complete(StationCommand command) {
        return command instanceof StationCommand.ChangePassword change && change.password() == null
                ? new StationCommand.ChangePassword(StationSecret.generate())
                : command;
    }

    /** Before anything is sent. */
    void begin(StationId station, StationCommand command) {
        newPassword(command).ifPresent(password -> credentials.beginRotation(station, password));
    }

    /** Whichever command brings it: the station that takes it must be let in with it. */
    private static Optional<String> newPassword(StationCommand command) {
        return switch (command) {
            case StationCommand.ChangePassword(String password) -> Optional.ofNullable(password);
            case StationCommand.SetVariables(List<StationCommand.Setting> variables) ->
                variables.stream()
                        .filter(one -> isPassword(
                                one.variable().component(), one.variable().name()))
                        .map(StationCommand.Setting::value)
                        .findFirst();
            case StationCommand.Call raw ->
                Optional.ofNullable(CommandJson.tree(raw.payload())).flatMap(payload -> told(raw.action(), payload));
            default -> Optional.empty();
        };
    }

    /** 1.6 has configuration keys without a component; 2.x SecurityCtrlr, and since 2.1 NetworkConfiguration too (A01). */
    private static boolean isPassword(String component, String variable) {
        return component.isEmpty()
                ? variable.equalsIgnoreCase("AuthorizationKey")
                : component.equalsIgnoreCase("SecurityCtrlr") && variable.equalsIgnoreCase("BasicAuthPassword");
    }

    /** The same said at the raw door. */
    private static Optional<String> told(String action, Object payload) {
        if (!(payload instanceof Map<?, ?> said)) return Optional.empty();
        return switch (action) {
            case "ChangeConfiguration" ->
                isPassword("", String.valueOf(said.get("key"))) ? text(said.get("value")) : Optional.empty();
            case "SetVariables" ->
                said.get("setVariableData") instanceof List<?> data
                        ? data.stream()
                                .filter(Map.class::isInstance)
                                .map(one -> (Map<?, ?>) one)
                                .filter(one -> isPassword(name(one.get("component")), name(one.get("variable"))))
                                .flatMap(one -> text(one.get("attributeValue")).stream())
                                .findFirst()
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static String name(@Nullable Object named) {
        return named instanceof Map<?, ?> thing ? String.valueOf(thing.get("name")) : "?";
    }

    private static Optional<String> text(@Nullable Object value) {
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }

    void settle(StationId station, StationCommand command, Transmission.Result result) {
        if (newPassword(command).isEmpty()) return;
        String status =
                result.answers().isEmpty() ? null : result.answers().getLast().status();
        boolean refused = result.how() == How.ERROR || status != null && !status.equals("RebootRequired");
        if ("Accepted".equals(status)) credentials.rotationAccepted(station);
        else if (refused) credentials.rotationRejected(station);
        else credentials.rotationUnknown(station);
    }
}
