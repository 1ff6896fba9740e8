package dev.stationmaster.alert;

import org.jspecify.annotations.Nullable;

/**
 * Through which server mails leave.
 *
 * @param security none, starttls or tls
 * @param username null logs in as nobody
 * @param sender the address that mails come from
 */
record MailServer(
        String host,
        int port,
        String security,
        @Nullable String username,
        @Nullable String password,
        String sender) {
    /** The password stays out of logs. */
    @Override
    public String toString() {
        return "MailServer[" + host + ":" + port + "]";
    }
}
