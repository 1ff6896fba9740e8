package dev.stationmaster.certificate;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.UUID;

/** An authority of somebody else whose station certificates are trusted. */
record StationCa(UUID id, String name, X509Certificate certificate, Instant createdAt, String createdBy) {}
