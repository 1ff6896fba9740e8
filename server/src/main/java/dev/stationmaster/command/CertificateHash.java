package dev.stationmaster.command;

/**
 * Names a certificate as OCSP does (RFC 6960 §4.1.1), letter by letter as the station wrote it.
 *
 * @param hashAlgorithm SHA256, SHA384 or SHA512
 * @param issuerNameHash hash of the issuer's distinguished name
 * @param issuerKeyHash hash of the issuer's public key
 * @param serialNumber hexadecimal, without leading zeros
 */
public record CertificateHash(String hashAlgorithm, String issuerNameHash, String issuerKeyHash, String serialNumber) {}
