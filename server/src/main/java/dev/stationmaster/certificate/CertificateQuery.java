package dev.stationmaster.certificate;

/**
 * A station's question about a certificate, word by word.
 *
 * @param hashAlgorithm SHA256, SHA384 or SHA512
 * @param issuerNameHash hexadecimal
 * @param issuerKeyHash hexadecimal
 * @param serialNumber hexadecimal
 * @param responderUrl of the OCSP responder to ask
 * @see "OCPP 2.0.1 part 2, OCSPRequestDataType"
 */
public record CertificateQuery(
        String hashAlgorithm, String issuerNameHash, String issuerKeyHash, String serialNumber, String responderUrl) {}
