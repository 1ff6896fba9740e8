package dev.stationmaster.link;

import io.netty.handler.codec.http.HttpResponseStatus;

/** Why an upgrade is refused, and the HTTP status that says so before any socket exists. */
enum Refusal {
    NOT_WEBSOCKET("not-websocket", HttpResponseStatus.UPGRADE_REQUIRED),
    INVALID_IDENTITY("invalid-identity", HttpResponseStatus.NOT_FOUND),
    UNKNOWN_STATION("unknown-station", HttpResponseStatus.NOT_FOUND),
    WRONG_PROFILE("wrong-profile", HttpResponseStatus.FORBIDDEN),
    NO_CREDENTIALS("no-credentials", HttpResponseStatus.UNAUTHORIZED),
    WRONG_CREDENTIALS("wrong-credentials", HttpResponseStatus.UNAUTHORIZED),
    NO_CERTIFICATE("no-certificate", HttpResponseStatus.FORBIDDEN),
    WRONG_CERTIFICATE("wrong-certificate", HttpResponseStatus.FORBIDDEN),
    NO_COMMON_SUBPROTOCOL("no-common-subprotocol", HttpResponseStatus.BAD_REQUEST),
    RATE_LIMITED("rate-limited", HttpResponseStatus.TOO_MANY_REQUESTS),
    UNAVAILABLE("unavailable", HttpResponseStatus.SERVICE_UNAVAILABLE);

    private final String code;
    private final HttpResponseStatus status;

    Refusal(String code, HttpResponseStatus status) {
        this.code = code;
        this.status = status;
    }

    /** As in connection attempts and metrics. */
    String code() {
        return code;
    }

    HttpResponseStatus status() {
        return status;
    }

    /** Whether it counts against the address it came from. */
    boolean failedLogIn() {
        return switch (this) {
            case UNKNOWN_STATION,
                    WRONG_PROFILE,
                    NO_CREDENTIALS,
                    WRONG_CREDENTIALS,
                    NO_CERTIFICATE,
                    WRONG_CERTIFICATE,
                    INVALID_IDENTITY -> true;
            case NOT_WEBSOCKET, NO_COMMON_SUBPROTOCOL, RATE_LIMITED, UNAVAILABLE -> false;
        };
    }
}
