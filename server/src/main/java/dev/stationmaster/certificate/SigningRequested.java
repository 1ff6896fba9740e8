package dev.stationmaster.certificate;

import dev.stationmaster.ledger.Fact;

/** A SignCertificate arrived; open requests of the same station and kind are replaced by it (A02, A03). */
record SigningRequested(SigningRequest request) implements Fact<Void> {}
