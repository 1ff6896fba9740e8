package dev.stationmaster.site;

/** Knows how many stations stand at a site. */
@FunctionalInterface
public interface StationsAtSite {
    int count(int site);
}
