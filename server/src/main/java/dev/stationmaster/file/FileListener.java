package dev.stationmaster.file;

import java.util.UUID;

/** Hears of files that are there no more. Beans of this type are found. */
public interface FileListener {
    void deleted(UUID file);
}
