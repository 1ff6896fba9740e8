package dev.stationmaster.job;

/** Asks stations how far their work is. A bean of this type is found. */
public interface StatusAsker {
    /**
     * Asks for the status of a job; returns at once, the answer comes as any status does.
     *
     * @return false when the station is away
     */
    boolean ask(Job job);
}
