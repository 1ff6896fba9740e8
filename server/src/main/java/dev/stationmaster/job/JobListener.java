package dev.stationmaster.job;

/** Told when a job has come to its end. Beans of this type are found; each returns at once. */
public interface JobListener {
    void ended(Job job);
}
