package dev.stationmaster.alert;

import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Properties;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** Sends a message by SMTP, through the server that an administrator entered. */
@Component
class Mail {
    private static final String PATIENCE_MILLIS = "15000";

    private final MailServers servers;

    Mail(MailServers servers) {
        this.servers = servers;
    }

    /** @return what became of it in words @throws SendFailed when the mail server does not take it */
    String send(Delivery one, AlertRoute route) {
        return send(route.target(), one.subject(), one.body());
    }

    /** @param target addresses with commas between them */
    String send(String target, String subject, String text) {
        MailServer server =
                servers.find().orElseThrow(() -> new SendFailed("there is no mail server; enter one with the routes"));
        var message = new SimpleMailMessage();
        message.setFrom(server.sender());
        message.setTo(Arrays.stream(target.split(",")).map(String::strip).toArray(String[]::new));
        message.setSubject(subject.replaceAll("[\\r\\n]+", " "));
        message.setText(text);
        try {
            sender(server).send(message);
            return "the mail server took it";
        } catch (MailException refused) {
            Throwable cause = refused.getMostSpecificCause();
            throw new SendFailed("the mail server did not take it: " + cause.getMessage());
        }
    }

    private static JavaMailSenderImpl sender(MailServer server) {
        var sender = new JavaMailSenderImpl();
        sender.setHost(server.host());
        sender.setPort(server.port());
        sender.setDefaultEncoding("UTF-8");
        Properties properties = sender.getJavaMailProperties();
        properties.put("mail.smtp.connectiontimeout", PATIENCE_MILLIS);
        properties.put("mail.smtp.timeout", PATIENCE_MILLIS);
        properties.put("mail.smtp.writetimeout", PATIENCE_MILLIS);
        properties.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
        properties.put("mail.smtp.ssl.ciphersuites", suites());
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        switch (server.security()) {
            case "tls" -> properties.put("mail.smtp.ssl.enable", "true");
            case "starttls" -> {
                properties.put("mail.smtp.starttls.enable", "true");
                properties.put("mail.smtp.starttls.required", "true");
            }
            default -> properties.put("mail.smtp.starttls.enable", "false");
        }
        if (server.username() != null) {
            sender.setUsername(server.username());
            sender.setPassword(server.password());
            properties.put("mail.smtp.auth", "true");
        }
        return sender;
    }

    /** Stations may need weak ones, which the whole process therefore allows; our mails do not. */
    private static String suites() {
        try {
            return Arrays.stream(
                            SSLContext.getDefault().getDefaultSSLParameters().getCipherSuites())
                    .filter(suite -> !suite.startsWith("TLS_RSA_"))
                    .collect(Collectors.joining(" "));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("TLS is part of every Java", e);
        }
    }
}
