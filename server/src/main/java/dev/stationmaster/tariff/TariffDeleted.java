package dev.stationmaster.tariff;

import dev.stationmaster.ledger.Fact;
import java.time.Instant;

/** Nobody pays this tariff from now on; what was begun under it goes on. */
record TariffDeleted(String id, Instant at) implements Fact<Void> {}
