package dev.stationmaster.alert;

import dev.stationmaster.platform.web.ApiProblem;
import dev.stationmaster.platform.web.FieldProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Through which server mails leave. */
@RestController
@RequestMapping("/api/v1/mail-server")
class MailServerResource {
    private static final Set<String> SECURITIES = Set.of("none", "starttls", "tls");
    private static final int LONGEST = 255;
    private static final int MOST_PORTS = 65_535;

    private final MailServers servers;

    MailServerResource(MailServers servers) {
        this.servers = servers;
    }

    /** @param hasPassword the password itself is never shown */
    record MailServerView(
            boolean known,
            @Nullable String host,
            @Nullable Integer port,
            @Nullable String security,
            @Nullable String username,
            boolean hasPassword,
            @Nullable String sender) {}

    /** @param password absent keeps the one that is there as long as the host stays, empty takes it away */
    record MailServerForm(
            @Nullable String host,
            @Nullable Integer port,
            @Nullable String security,
            @Nullable String username,
            @Nullable String password,
            @Nullable String sender) {
        /** The password stays out of logs. */
        @Override
        public String toString() {
            return "MailServerForm[" + host + "]";
        }
    }

    @GetMapping
    MailServerView get() {
        return servers.find()
                .map(one -> new MailServerView(
                        true,
                        one.host(),
                        one.port(),
                        one.security(),
                        one.username(),
                        one.password() != null,
                        one.sender()))
                .orElse(new MailServerView(false, null, null, null, null, false, null));
    }

    @PutMapping
    MailServerView put(@RequestBody MailServerForm form) {
        List<FieldProblem> wrong = new ArrayList<>();
        String host = text(form.host());
        if (!host.matches("[A-Za-z0-9.:\\[\\]_-]{1,255}"))
            wrong.add(new FieldProblem("host", "host", "host is a name like mail.example.com, or an address."));
        int port = form.port() == null ? 587 : form.port();
        if (port < 1 || port > MOST_PORTS)
            wrong.add(new FieldProblem("port", "1.." + MOST_PORTS, "port is a number from 1 to " + MOST_PORTS + "."));
        String security = form.security() == null ? "starttls" : form.security();
        if (!SECURITIES.contains(security))
            wrong.add(new FieldProblem("security", "enum", "security is none, starttls or tls."));
        String sender = text(form.sender());
        if (!sender.matches("[^\\s@,<>\"]{1,64}@[^\\s@,<>\"]{1,190}"))
            wrong.add(new FieldProblem("sender", "address", "sender is an address like csms@example.com."));
        String username = text(form.username());
        if (username.length() > LONGEST)
            wrong.add(
                    new FieldProblem("username", "0.." + LONGEST, "username has at most " + LONGEST + " characters."));
        if (!wrong.isEmpty()) throw ApiProblem.invalid(wrong);
        servers.save(
                new MailServer(host, port, security, username.isEmpty() ? null : username, password(form), sender));
        return get();
    }

    private @Nullable String password(MailServerForm form) {
        // It was given to that server, and goes to no other.
        if (form.password() == null)
            return servers.find()
                    .filter(one -> one.host().equals(text(form.host())))
                    .map(MailServer::password)
                    .orElse(null);
        return form.password().isEmpty() ? null : form.password();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete() {
        servers.delete();
    }
}
