package dev.stationmaster.site;

import dev.stationmaster.ledger.Fact;

/** A site is to look like this from now on. */
public record SiteSaved(Site site) implements Fact<Void> {}
