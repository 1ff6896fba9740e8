package dev.stationmaster.command;

import dev.stationmaster.command.Command.EffectState;
import dev.stationmaster.job.Job;
import dev.stationmaster.job.JobListener;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** Sees firmware updates and uploads come to their end. */
@Component
class JobEffects implements JobListener {
    private final EffectWatch effects;
    private final InstantSource clock;

    JobEffects(EffectWatch effects, InstantSource clock) {
        this.effects = effects;
        this.clock = clock;
    }

    @Override
    public void ended(Job job) {
        if (!effects.awaits(job.station())) return;
        boolean done = job.state() == Job.State.DONE;
        String status = job.status();
        String reason = job.reason();
        String what = status != null ? status : job.state().name().toLowerCase(java.util.Locale.ROOT);
        effects.ending(
                job.station(),
                expectation ->
                        expectation instanceof Expectation.Job(int requestId, String _) && requestId == job.requestId(),
                done ? EffectState.SEEN : EffectState.MISSED,
                clock.instant(),
                job.type() + " " + job.requestId() + ": " + what + (reason == null ? "" : " (" + reason + ")"));
    }
}
