package dev.stationmaster.command;

import dev.stationmaster.job.Job;
import dev.stationmaster.job.StatusAsker;
import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.station.Connectivity;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Asks for the status of a job by TriggerMessage (1.6 §5.17, Security Whitepaper §5.5; 2.x F06). */
@Component
class JobInquiry implements StatusAsker {
    private static final String SIGNED = "SignedUpdateFirmware";

    private final ObjectProvider<CommandService> commands;
    private final ObjectProvider<Connectivity> connectivity;

    JobInquiry(ObjectProvider<CommandService> commands, ObjectProvider<Connectivity> connectivity) {
        this.commands = commands;
        this.connectivity = connectivity;
    }

    @Override
    public boolean ask(Job job) {
        Connectivity links = connectivity.getIfAvailable();
        if (links == null || !links.connected().contains(job.station())) return false;
        String message =
                switch (job.kind()) {
                    case FIRMWARE -> "FirmwareStatusNotification";
                    case PUBLICATION -> "PublishFirmwareStatusNotification";
                    case DIAGNOSTICS -> "DiagnosticsStatusNotification";
                    case LOG -> "LogStatusNotification";
                };
        // The status of a signed update of 1.6 is another message, which only the extended trigger can ask for.
        Boolean extended = signed(job.command()) ? true : null;
        commands.getObject()
                .submit(
                        job.station(),
                        new StationCommand.TriggerMessage(message, null, null, extended, null),
                        CommandOrder.by("server"));
        return true;
    }

    private boolean signed(@Nullable UUID command) {
        if (command == null) return false;
        try {
            return commands.getObject().shown(command, null).exchanges().stream()
                    .anyMatch(exchange -> exchange.action().equals(SIGNED));
        } catch (ApiProblem forgotten) {
            return false;
        }
    }
}
