package dev.stationmaster.alert;

import org.springframework.stereotype.Service;

/** Mails of other features, through the server by which alerts leave. */
@Service
public class Mailer {
    private final Mail mail;
    private final MailServers servers;

    Mailer(Mail mail, MailServers servers) {
        this.mail = mail;
        this.servers = servers;
    }

    /** What became of a mail. @param answer in words */
    public record Outcome(boolean taken, String answer) {}

    /** Whether an administrator has entered a mail server. */
    public boolean hasServer() {
        return servers.find().isPresent();
    }

    /** Tries once, some seconds at most. @param addresses with commas between them */
    public Outcome send(String addresses, String subject, String text) {
        try {
            return new Outcome(true, mail.send(addresses, subject, text));
        } catch (SendFailed failed) {
            return new Outcome(false, String.valueOf(failed.getMessage()));
        }
    }
}
