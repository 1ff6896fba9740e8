package dev.stationmaster.site;

/** Told after the commit that a site, or what it stands below, has another limit. Returns at once and never throws. */
@FunctionalInterface
public interface SiteLimitListener {
    void limitChanged(Site site);
}
