package dev.stationmaster.link;

/** A station broke the rules of WebSocket in a way that closes the link. */
final class LinkViolation extends Exception {
    private static final long serialVersionUID = 1L;

    private final int closeCode;

    LinkViolation(int closeCode, String reason) {
        super(reason, null, false, false);
        this.closeCode = closeCode;
    }

    static LinkViolation tooLarge(int limit) {
        return new LinkViolation(1009, "message exceeds " + limit + " bytes");
    }

    /** The status code of RFC 6455 §7.4 to close with. */
    int closeCode() {
        return closeCode;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
