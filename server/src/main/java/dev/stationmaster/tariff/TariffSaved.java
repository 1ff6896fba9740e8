package dev.stationmaster.tariff;

import dev.stationmaster.ledger.Fact;

/** There is this version of a tariff from now on. */
record TariffSaved(Tariff tariff, String actor) implements Fact<Void> {}
