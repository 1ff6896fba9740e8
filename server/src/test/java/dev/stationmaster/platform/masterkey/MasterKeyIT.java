package dev.stationmaster.platform.masterkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stationmaster.platform.ServerOptions;
import dev.stationmaster.platform.StartRefused;
import dev.stationmaster.platform.postgres.TestPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class MasterKeyIT {
    private final MasterKeyStore store =
            new MasterKeyStore(JdbcClient.create(TestPostgres.freshDatabase().dataSource()));

    @TempDir
    Path data;

    @Test
    void theKeyIsMadeOnceAndReadableByNobodyElse() throws IOException {
        var first = open(null).derive("test");
        assertThat(open(null).derive("test")).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("master.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void anotherPurposeIsAnotherKey() {
        var key = open(null);
        assertThat(key.derive("one")).hasSize(MasterKey.BYTES).isNotEqualTo(key.derive("other"));
    }

    @Test
    void aWrappedSecretComesBackAndAChangedOneDoesNot() {
        var key = open(null);
        var secret = "private key".getBytes(StandardCharsets.UTF_8);
        var wrapped = key.wrap("ca", secret);
        assertThat(key.unwrap("ca", wrapped)).isEqualTo(secret);
        assertThatThrownBy(() -> key.unwrap("other", wrapped)).isInstanceOf(IllegalArgumentException.class);
        wrapped[wrapped.length - 1] ^= 1;
        assertThatThrownBy(() -> key.unwrap("ca", wrapped)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLostKeyIsNotReplacedSilently() throws IOException {
        open(null);
        Files.delete(data.resolve("master.key"));
        assertThatThrownBy(() -> open(null)).isInstanceOf(StartRefused.class).hasMessageContaining("is missing");
        var foreign = Base64.getEncoder().encodeToString(new byte[32]);
        assertThatThrownBy(() -> open(foreign)).isInstanceOf(StartRefused.class).hasMessageContaining("is not the one");
    }

    @Test
    void aKeyOfTheWrongLengthIsRefusedWithTheRemedy() {
        assertThatThrownBy(() -> open("c2hvcnQ=")).hasMessageContaining("openssl rand -base64 32");
    }

    private MasterKey open(@Nullable String fromEnvironment) {
        var options = new ServerOptions(0, 0, 0, data, null, null, null, null, fromEnvironment, null, false);
        return new MasterKeyConfiguration().masterKey(options, store, InstantSource.system());
    }
}
