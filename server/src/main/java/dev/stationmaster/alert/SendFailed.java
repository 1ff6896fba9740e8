package dev.stationmaster.alert;

/** A message did not arrive. The message says why, for operators, and holds no secret. */
final class SendFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SendFailed(String words) {
        super(words, null, false, false);
    }
}
