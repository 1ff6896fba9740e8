package dev.stationmaster.file;

/**
 * How much room there is.
 *
 * @param uploadedBytes files of stations together
 * @param quotaBytes what these may come to; what does not fit is refused
 * @param imageBytes operators' files; they count for no quota
 * @param freeBytes of the disk
 * @param largestBytes that a single file may have
 * @param keepDays how long files of stations are kept
 */
record FileUsage(
        long uploadedBytes, long quotaBytes, long imageBytes, long freeBytes, long largestBytes, int keepDays) {}
