package dev.stationmaster.alert;

import dev.stationmaster.platform.masterkey.MasterKey;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** The mail server; its password is wrapped under the master key. */
@Service
class MailServers {
    private static final String PURPOSE = "mail-server";

    private final AlertStore store;
    private final MasterKey key;
    private final InstantSource clock;

    MailServers(AlertStore store, MasterKey key, InstantSource clock) {
        this.store = store;
        this.key = key;
        this.clock = clock;
    }

    Optional<MailServer> find() {
        return store.mailServer().map(stored -> {
            MailServer server = stored.server();
            byte[] wrapped = stored.wrappedPassword();
            String password = wrapped == null ? null : new String(key.unwrap(PURPOSE, wrapped), StandardCharsets.UTF_8);
            return new MailServer(
                    server.host(), server.port(), server.security(), server.username(), password, server.sender());
        });
    }

    void save(MailServer server) {
        String password = server.password();
        byte[] wrapped = password == null ? null : key.wrap(PURPOSE, password.getBytes(StandardCharsets.UTF_8));
        store.save(server, wrapped, clock.instant());
    }

    void delete() {
        store.deleteMailServer();
    }
}
