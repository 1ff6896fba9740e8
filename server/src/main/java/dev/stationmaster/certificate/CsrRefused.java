package dev.stationmaster.certificate;

/** A certificate signing request that is not signed; the message says why, for operators and for the station. */
public final class CsrRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CsrRefused(String reason) {
        super(reason);
    }

    /** In words. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
