package dev.stationmaster.platform.masterkey;

import dev.stationmaster.platform.ServerOptions;
import dev.stationmaster.platform.StartRefused;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Finds the master key, makes it at the first start, and refuses one that does not fit the database. */
@Configuration(proxyBeanMethods = false)
class MasterKeyConfiguration {
    private static final String VARIABLE = "STATIONMASTER_MASTER_KEY";

    @Bean
    MasterKey masterKey(ServerOptions options, MasterKeyStore store, InstantSource clock) {
        var file = options.data().resolve("master.key");
        var known = store.fingerprint();
        if (options.masterKey() == null && known.isPresent() && !Files.exists(file)) {
            throw new StartRefused(
                    "The master key %s is missing, without which no station secret of this database can be checked; put it back from a backup, or set %s."
                            .formatted(file, VARIABLE));
        }
        var key = options.masterKey() == null ? fromFile(file) : new MasterKey(bytes(options.masterKey(), VARIABLE));
        if (known.isEmpty()) {
            store.insert(key.fingerprint(), clock.instant());
        } else if (!MessageDigest.isEqual(known.get(), key.fingerprint())) {
            throw new StartRefused(
                    "The master key from %s is not the one this database was made with; put the right one back."
                            .formatted(options.masterKey() == null ? file : VARIABLE));
        }
        return key;
    }

    private static MasterKey fromFile(Path file) {
        try {
            if (!Files.exists(file)) write(file);
            return new MasterKey(bytes(Files.readString(file), file.toString()));
        } catch (IOException failure) {
            throw new StartRefused(
                    "The master key %s cannot be read or made (%s); change the permissions of its folder."
                            .formatted(file, failure.getMessage()),
                    failure);
        }
    }

    /** Durable before anything is wrapped with it: under another name first, synced, then renamed. */
    private static void write(Path file) throws IOException {
        var key = new byte[MasterKey.BYTES];
        new SecureRandom().nextBytes(key);
        var folder = file.toAbsolutePath().getParent();
        if (folder != null) Files.createDirectories(folder);
        var fresh = Path.of(file + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, Base64.getEncoder().encodeToString(key) + "\n");
        try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        if (folder != null) {
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static byte[] bytes(String text, String source) {
        try {
            var key = Base64.getDecoder().decode(text.strip());
            if (key.length == MasterKey.BYTES) return key;
        } catch (IllegalArgumentException notBase64) {
            throw new StartRefused(wrongForm(source), notBase64);
        }
        throw new StartRefused(wrongForm(source));
    }

    private static String wrongForm(String source) {
        return "The master key from %s must be 32 random bytes in Base64, as \"openssl rand -base64 32\" prints them."
                .formatted(source);
    }
}
