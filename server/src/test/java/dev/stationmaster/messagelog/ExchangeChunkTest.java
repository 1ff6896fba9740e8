package dev.stationmaster.messagelog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExchangeChunkTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void everyExchangeComesOutAsItWentIn() {
        var chunk = new ExchangeChunk();
        for (int i = 0; i < 200; i++)
            chunk.add(new ExchangeChunk.Said(
                    bytes("request " + i), i % 2 == 0 ? null : bytes("response " + i), null, bytes("[" + i + "]")));
        byte[] stored = chunk.compress();
        assertThat(chunk.exchanges()).isZero();
        var read = ExchangeChunk.read(stored, IntStream.range(0, 200).boxed().toList());
        for (int i = 0; i < 200; i++) {
            var said = read.get(i);
            assertThat(said.request()).isEqualTo(bytes("request " + i));
            assertThat(said.response()).isEqualTo(i % 2 == 0 ? null : bytes("response " + i));
            assertThat(said.violations()).isNull();
            assertThat(said.findings()).isEqualTo(bytes("[" + i + "]"));
        }
    }

    @Test
    void aReaderFindsSingleOnesAmongOthers() {
        var chunk = new ExchangeChunk();
        for (int i = 0; i < 10; i++) chunk.add(new ExchangeChunk.Said(bytes("r" + i), null, null, null));
        var read = ExchangeChunk.read(chunk.compress(), List.of(7, 2));
        assertThat(read.keySet()).containsExactly(2, 7);
        assertThat(read.get(7).request()).isEqualTo(bytes("r7"));
    }

    @Test
    void alikeMessagesTakeAFractionOfTheirSize() {
        var chunk = new ExchangeChunk();
        int plain = 0;
        for (int i = 0; !chunk.full(); i++) {
            byte[] request = bytes(
                    "[2,\"%08x\",\"MeterValues\",{\"connectorId\":1,\"meterValue\":[{\"timestamp\":\"2026-03-01T08:00:00Z\",\"sampledValue\":[{\"value\":\"%d\"}]}]}]"
                            .formatted(i * 7919, i));
            plain += request.length;
            chunk.add(new ExchangeChunk.Said(request, bytes("[3,\"%08x\",{}]".formatted(i * 7919)), null, null));
        }
        assertThat(chunk.compress().length).isLessThan(plain / 4);
    }
}
