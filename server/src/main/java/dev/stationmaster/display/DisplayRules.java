package dev.stationmaster.display;

import dev.stationmaster.command.DisplayMessage;
import dev.stationmaster.command.SendingRule;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.command.StationCommand.SetDisplayMessage;
import dev.stationmaster.devicemodel.DeviceModelService;
import dev.stationmaster.devicemodel.Variable;
import dev.stationmaster.display.ShownMessage.Status;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationId;
import dev.stationmaster.transaction.TransactionService;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What speaks against showing a message before the station is asked (2.x part 2, O01 and O02), by what it declared. */
@Component
class DisplayRules implements SendingRule {
    private static final String COMPONENT = "DisplayMessageCtrlr";
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");

    private final DisplayService displays;
    private final DeviceModelService devices;
    private final TransactionService transactions;
    private final InstantSource clock;

    DisplayRules(
            DisplayService displays, DeviceModelService devices, TransactionService transactions, InstantSource clock) {
        this.displays = displays;
        this.devices = devices;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public @Nullable String against(Station station, StationCommand command) {
        if (!(command instanceof SetDisplayMessage(DisplayMessage message))) return null;
        String wrong = wrong(message);
        return wrong != null ? wrong : beyond(station.id(), message);
    }

    private @Nullable String wrong(DisplayMessage message) {
        String language = message.language();
        if (language != null && !LANGUAGE.matcher(language).matches())
            return "language is no tag of RFC 5646 (O01.FR.17)";
        boolean ascii = message.content().chars().allMatch(letter -> letter < 128);
        if (message.format().equals("ASCII") && !ascii) return "the content is not ASCII";
        Instant end = message.endAt();
        if (end == null) return null;
        Instant start = message.startAt();
        if (start != null && !start.isBefore(end)) return "endDateTime does not lie after startDateTime";
        return end.isAfter(clock.instant()) ? null : "the time of the message was over at " + end;
    }

    private @Nullable String beyond(StationId station, DisplayMessage message) {
        if (isFalse(station, "Available") || isFalse(station, "Enabled"))
            return "the station shows no messages (" + COMPONENT + ".Available or Enabled is false)";
        String refused = unsupported(station, "SupportedFormats", message.format(), "O01.FR.03");
        if (refused == null) refused = unsupported(station, "SupportedPriorities", message.priority(), "O01.FR.02");
        if (refused == null && message.state() != null)
            refused = unsupported(station, "SupportedStates", message.state(), "O01.FR.19");
        if (refused == null && message.language() != null)
            refused = unsupported(station, "Language", message.language(), "O01.FR.18");
        if (refused == null) refused = full(station, message);
        return refused != null ? refused : unknownTransaction(station, message);
    }

    /** A station that declared nothing is asked. */
    private @Nullable String unsupported(StationId station, String variable, String word, String rule) {
        Optional<String> declared = devices.value(station, Variable.of(COMPONENT, variable, null));
        if (declared.isEmpty() || declared.get().isBlank()) return null;
        List<String> words =
                Arrays.stream(declared.get().split(",")).map(String::strip).toList();
        return words.stream().anyMatch(word::equalsIgnoreCase)
                ? null
                : "the station does not show " + word + ": " + variable + " is " + declared.get() + " (" + rule + ")";
    }

    private @Nullable String full(StationId station, DisplayMessage message) {
        int most = devices.maxLimit(station, Variable.of(COMPONENT, "DisplayMessages", null))
                .map(limit -> limit.min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValue())
                .orElse(Integer.MAX_VALUE);
        if (most == Integer.MAX_VALUE) return null;
        Instant now = clock.instant();
        long others = displays.of(station).stream()
                .filter(one -> one.status() == Status.INSTALLED && !one.isOver(now))
                .filter(one -> message.id() == null || one.id() != message.id())
                .count();
        return others < most ? null : "the station holds " + others + " messages and takes " + most + " at most";
    }

    private @Nullable String unknownTransaction(StationId station, DisplayMessage message) {
        String wanted = message.transactionId();
        if (wanted == null) return null;
        boolean runs = transactions.openOn(station).stream()
                .anyMatch(open -> open.wireId().equalsIgnoreCase(wanted));
        return runs ? null : "no transaction " + wanted + " runs at the station (O02.FR.01)";
    }

    private boolean isFalse(StationId station, String variable) {
        return devices.value(station, Variable.of(COMPONENT, variable, null))
                .filter("false"::equalsIgnoreCase)
                .isPresent();
    }
}
