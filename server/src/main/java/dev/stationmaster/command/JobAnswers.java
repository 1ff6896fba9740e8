package dev.stationmaster.command;

import dev.stationmaster.job.Job;
import dev.stationmaster.job.Job.State;
import dev.stationmaster.job.Jobs;
import org.springframework.stereotype.Component;

/** What the answer to a command means for the job that it began. */
@Component
class JobAnswers implements CommandListener {
    private final Jobs jobs;

    JobAnswers(Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public void ended(Ended command) {
        jobs.ofCommand(command.id()).ifPresent(job -> answered(job, command));
    }

    private void answered(Job job, Ended command) {
        switch (command.how()) {
            case NOT_SENT, ERROR -> jobs.end(job.id(), State.REFUSED, String.valueOf(command.reason()));
            case UNKNOWN ->
                jobs.found(
                        job.id(),
                        known -> known.warned(
                                "the station did not answer: only its statuses tell whether it took the job"));
            case ANSWERED -> {
                if (command.positive()) accepted(job, command);
                else jobs.end(job.id(), State.REFUSED, "the station answered " + words(command));
            }
        }
    }

    /** An answer without a status is one of plain 1.6, whose messages have no number: a second job cannot be told from the first. */
    private void accepted(Job job, Ended command) {
        boolean replaces = command.status() == null || command.status().equals("AcceptedCanceled");
        String name = command.told(NamedFile.class).stream()
                .map(NamedFile::name)
                .filter(one -> !one.isBlank())
                .findFirst()
                .orElse(null);
        jobs.accepted(job.id(), replaces, name);
        if (name == null && job.kind() == Job.Kind.DIAGNOSTICS) {
            jobs.found(job.id(), known -> known.warned("the station named no file: it may have nothing to upload"));
        }
    }

    private static String words(Ended command) {
        return command.reason() == null ? String.valueOf(command.status()) : command.status() + ": " + command.reason();
    }
}
