package dev.stationmaster.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class StationSecretTest {
    private final SecretHashing hashing = new SecretHashing(new byte[32]);

    @Test
    void aKeyInHexIsOpenedByItsTextInAnyCaseAndByItsBytes() {
        var stored = stored("00112233445566778899AABBCCDDEEFF01234567");

        assertThat(opens(stored, text("00112233445566778899aabbccddeeff01234567")))
                .isTrue();
        assertThat(opens(stored, HexFormat.of().parseHex("00112233445566778899aabbccddeeff01234567")))
                .isTrue();
        assertThat(opens(stored, text("00112233445566778899aabbccddeeff01234568")))
                .isFalse();
    }

    @Test
    void aTextIsOpenedByItselfAndByTheHexOfItsBytes() {
        var stored = stored("a:secret with colon");

        assertThat(opens(stored, text("a:secret with colon"))).isTrue();
        assertThat(opens(stored, text(HexFormat.of().formatHex(text("a:secret with colon")))))
                .isTrue();
        assertThat(opens(stored, text("a:secret with Colon"))).isFalse();
    }

    @Test
    void bytesThatAreNoTextOpenNothingAndHarmNothing() {
        assertThat(opens(stored("0123456789abcdefghij"), new byte[] {(byte) 0xff, 0, (byte) 0xc3, 0x28}))
                .isFalse();
        assertThat(opens(stored("0123456789abcdefghij"), new byte[0])).isFalse();
    }

    @Test
    void theSameSecretIsStoredDifferentlyEachTime() {
        assertThat(stored("0123456789abcdefghij")).isNotEqualTo(stored("0123456789abcdefghij"));
    }

    @Test
    void aGeneratedSecretFitsIntoTheAuthorizationKeyOf16() {
        var secret = StationSecret.generate();

        assertThat(secret).hasSize(20);
        assertThat(StationSecret.asAuthorizationKey(secret)).hasSize(40);
        assertThat(opens(stored(secret), text(StationSecret.asAuthorizationKey(secret))))
                .isTrue();
    }

    private byte[] stored(String secret) {
        return hashing.hash(StationSecret.canonical(text(secret)));
    }

    private boolean opens(byte[] stored, byte[] presented) {
        return StationSecret.readings(presented).stream().anyMatch(reading -> hashing.matches(stored, reading));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
