package dev.stationmaster.migration;

import dev.stationmaster.command.CommandView;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.command.StationCommand.Attribute;
import dev.stationmaster.command.StationCommand.ChangeAvailability;
import dev.stationmaster.command.StationCommand.Setting;
import dev.stationmaster.devicemodel.Variable;
import dev.stationmaster.migration.Migration.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is sent in each step of a move, and what follows from the station's answer. Pure. */
final class MigrationSteps {
    static final Variable ACTIVE = Variable.of("OCPPCommCtrlr", "ActiveNetworkProfile", null);

    private static final Variable PRIORITY = Variable.of("OCPPCommCtrlr", "NetworkConfigurationPriority", null);
    private static final Duration SOON = Duration.ofSeconds(5);
    /** A station that has just booted is given a moment. */
    private static final Duration MOMENT = Duration.ofSeconds(1);
    /** After the last transaction: the station restarts, tries the new profile, and may come back on the old one. */
    private static final Duration COMING_BACK = Duration.ofHours(1);

    private static final Set<String> TAKEN = Set.of("Accepted", "Scheduled", "RebootRequired");

    private MigrationSteps() {}

    /** The command of the step; null where there is none. */
    static @Nullable StationCommand command(Migration one) {
        return switch (one.step()) {
            case CLOSING -> new ChangeAvailability(false, null, null);
            case DRAINING -> new StationCommand.GetTransactionStatus(null);
            case PRIORITY -> new StationCommand.SetVariables(List.of(new Setting(PRIORITY, null, one.priority())));
            case RESET -> new StationCommand.Reset(one.reset(), null);
            case CHECKING -> new StationCommand.GetVariables(List.of(new Attribute(ACTIVE, null)));
            case OPENING -> new ChangeAvailability(true, null, null);
            case PROFILE, RETURNING, DONE, FAILED -> null;
        };
    }

    /** Its patience is over. */
    static Migration late(Migration one, Instant now) {
        return switch (one.step()) {
            case CLOSING, DRAINING, PRIORITY ->
                now.isAfter(one.drainedUntil())
                        ? one.failed("its transactions did not end, or their messages were not told, in time", now)
                        : one;
            case PROFILE, RESET, RETURNING, CHECKING, OPENING ->
                now.isAfter(one.drainedUntil().plus(COMING_BACK))
                        ? one.gone(
                                "the station did not come back, or does not answer"
                                        + (one.inoperative() ? "; it was set Inoperative" : ""),
                                now)
                        : one;
            case DONE, FAILED -> one;
        };
    }

    /**
     * @param view the step's command as it is now
     * @param here whether the station is connected and accepted
     * @param active the slot that the station uses, as last told; null when it never told
     */
    static Migration told(Migration one, CommandView view, boolean here, @Nullable String active, Instant now) {
        if (view.state().equals("queued") || view.state().equals("sent")) return one;
        boolean answered = view.state().equals("answered");
        String status = view.status();
        boolean taken = answered && status != null && TAKEN.contains(status);
        boolean refused = answered || erred(view) || view.state().equals("refused") && here;
        return switch (one.step()) {
            case PROFILE ->
                taken
                        ? one.at(one.inoperative() ? Step.CLOSING : Step.PRIORITY, now)
                        : one.failed("the network profile was not set: " + why(view), now);
            case CLOSING -> {
                if (taken) yield one.at(Step.DRAINING, now);
                yield refused
                        ? one.gone("the station does not become Inoperative: " + why(view), now)
                        : one.again(now.plus(SOON));
            }
            case DRAINING -> {
                boolean empty = answered && !queued(view);
                // One that cannot say is believed once its transactions have ended.
                yield empty || erred(view) || view.state().equals("refused") && here
                        ? one.at(Step.PRIORITY, now)
                        : one.again(now.plus(SOON));
            }
            case PRIORITY -> {
                if (taken) yield one.at(Step.RESET, now);
                yield refused
                        ? one.failed("the order of its network profiles was not set: " + why(view), now)
                        : one.again(now.plus(SOON));
            }
            case RESET -> {
                boolean goes = taken || !view.effect().state().equals("none");
                yield goes
                        ? one.watching(Step.RETURNING, now)
                        : one.failed("the station did not restart, and moves when it does: " + why(view), now);
            }
            case RETURNING -> {
                boolean back = view.effect().state().equals("seen")
                        || view.effect().state().equals("missed") && here;
                yield back ? one.at(Step.CHECKING, now.plus(MOMENT)) : one;
            }
            case CHECKING -> {
                if (!refused) yield one.again(now.plus(SOON));
                boolean told = taken && active != null;
                if (told && !active.equals(String.valueOf(one.slot())))
                    yield one.failed("the station came back on its network profile " + active, now);
                yield one.at(one.inoperative() ? Step.OPENING : Step.DONE, now);
            }
            case OPENING -> {
                if (taken) yield one.at(one.failure() == null ? Step.DONE : Step.FAILED, now);
                yield refused
                        ? one.gone("the station does not become Operative again: " + why(view), now)
                        : one.again(now.plus(SOON));
            }
            case DONE, FAILED -> one;
        };
    }

    private static boolean erred(CommandView view) {
        return !view.exchanges().isEmpty() && view.exchanges().getLast().error() != null;
    }

    private static boolean queued(CommandView view) {
        return !view.exchanges().isEmpty()
                && view.exchanges().getLast().response() instanceof Map<?, ?> response
                && Boolean.TRUE.equals(response.get("messagesInQueue"));
    }

    private static String why(CommandView view) {
        if (view.reason() != null) return view.reason();
        return view.status() == null ? view.state() : "it answered " + view.status();
    }
}
