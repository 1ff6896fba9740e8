package dev.stationmaster.certificate;

/** Nobody could be asked about a certificate, or the answer cannot be used. The message is for operators. */
final class OcspFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OcspFailed(String words) {
        super(words, null, false, false);
    }
}
