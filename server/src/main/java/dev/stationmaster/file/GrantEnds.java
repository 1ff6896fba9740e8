package dev.stationmaster.file;

import dev.stationmaster.job.Job;
import dev.stationmaster.job.Job.State;
import dev.stationmaster.job.JobListener;
import org.springframework.stereotype.Component;

/** What a job was allowed ends with the job. */
@Component
class GrantEnds implements JobListener {
    private final FileService files;

    GrantEnds(FileService files) {
        this.files = files;
    }

    /** Some stations say Uploaded before the last byte has gone. */
    @Override
    public void ended(Job job) {
        if (!job.terms().ours()) return;
        boolean stillComing = job.state() == State.DONE && job.kind().isUpload() && job.file() == null;
        if (!stillComing) files.end(job.id());
    }
}
