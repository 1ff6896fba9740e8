package dev.stationmaster.simulator.load;

import dev.stationmaster.simulator.fleet.NumberPattern;
import dev.stationmaster.simulator.wire.Json;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What one load station says next. The text around the few varying values is fixed; a station is a counter and a session step, no more.
 */
abstract sealed class Script permits V16Script, V2Script {
    private static final String NAME = "\"transactionId\":";

    private final NumberPattern tokens;
    private final int tokenCount;
    private int tokenTurn;
    private long seconds;
    private String secondsText = "";

    /** Of the session that runs; 0 between sessions. */
    int step;

    /** Register, always rising. */
    long energyWh;

    /** Counts messages; makes each reading different. */
    long turn;

    Script(NumberPattern tokens, int tokenCount, int number) {
        this.tokens = tokens;
        this.tokenCount = tokenCount;
        this.tokenTurn = number;
        this.energyWh = 1_000_000L + number;
    }

    /** Appends {@code "Action",{payload}} of the next message. */
    final void next(Workload workload, StringBuilder out) {
        turn++;
        switch (workload) {
            case HEARTBEAT -> heartbeat(out);
            case AUTHORIZE -> authorize(out, nextToken());
            case METER_VALUES -> meterValues(out);
            case SESSION -> session(out);
            case MIXED -> {
                switch ((int) (turn % 10)) {
                    case 0, 2, 5, 7 -> heartbeat(out);
                    case 9 -> authorize(out, nextToken());
                    case 4 -> status(out, turn % 20 == 4);
                    default -> meterValues(out);
                }
            }
        }
    }

    private static void heartbeat(StringBuilder out) {
        out.append("\"Heartbeat\",{}");
    }

    abstract void authorize(StringBuilder out, String token);

    abstract void meterValues(StringBuilder out);

    abstract void status(StringBuilder out, boolean occupied);

    abstract void session(StringBuilder out);

    /** Looks at an answer, where something in it is needed. */
    void answered(ByteBuf frame) {}

    final String nextToken() {
        tokenTurn = tokenTurn % tokenCount + 1;
        return tokens.of(tokenTurn);
    }

    final String token() {
        return tokens.of(Math.max(1, tokenTurn));
    }

    /** Now, with milliseconds; the seconds are formatted once a second. */
    final void now(StringBuilder out) {
        var millis = System.currentTimeMillis();
        var second = millis / 1000;
        if (second != seconds) {
            seconds = second;
            secondsText = Json.time(Instant.ofEpochSecond(second)).substring(0, 19);
        }
        var rest = (int) (millis % 1000);
        out.append(secondsText).append('.');
        out.append((char) ('0' + rest / 100))
                .append((char) ('0' + rest / 10 % 10))
                .append((char) ('0' + rest % 10));
        out.append('Z');
    }

    /** The number after {@code "transactionId":}; 0 when there is none. */
    static int transactionId(ByteBuf frame) {
        var text = frame.toString(StandardCharsets.US_ASCII);
        var at = text.indexOf(NAME);
        if (at < 0) {
            return 0;
        }
        var id = 0;
        for (int i = at + NAME.length(); i < text.length(); i++) {
            var c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                id = id * 10 + c - '0';
            } else if (c != ' ') {
                break;
            }
        }
        return id;
    }
}
