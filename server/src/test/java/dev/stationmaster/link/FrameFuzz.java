package dev.stationmaster.link;

import dev.stationmaster.ocpp.Codec;
import dev.stationmaster.ocpp.Direction;
import dev.stationmaster.ocpp.Frame;
import dev.stationmaster.ocpp.FrameCodec;
import dev.stationmaster.ocpp.Policy;
import dev.stationmaster.ocpp.Version;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What the fuzzer calls with the bytes of a message: one byte says which version and policy, one which action, if any, is put before the rest. */
public final class FrameFuzz {
    private FrameFuzz() {}

    /** All tables are loaded before the clock of the first input runs. */
    public static void fuzzerInitialize() {
        for (int version = 0; version < Version.values().length; version++) {
            for (int action = 0; action < 60; action++)
                fuzzerTestOneInput(new byte[] {(byte) version, (byte) action, '{', '}'});
        }
    }

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < 2) return;
        Version version = Version.values()[(input[0] & 0xFF) % Version.values().length];
        Policy policy = (input[0] & 0x80) == 0 ? Policy.TOLERANT : Policy.STRICT;
        byte[] text = message(version, input);
        var reading = FrameCodec.read(version, policy, text, 0, text.length);
        switch (reading.frame()) {
            case Frame.Call call ->
                Codec.of(version)
                        .requestType(call.action())
                        .ifPresent(type -> Codec.of(version).decode(type, call.payload(), policy));
            case Frame.Malformed malformed -> FrameCodec.answer(version, malformed);
            case Frame.Send _, Frame.CallResult _, Frame.CallError _, Frame.CallResultError _ -> {}
        }
    }

    private static byte[] message(Version version, byte[] input) {
        List<String> actions = new ArrayList<>(Codec.of(version).actions(Direction.FROM_STATION));
        actions.sort(null);
        int which = input[1] & 0xFF;
        var text = new ByteArrayOutputStream();
        boolean framed = which < actions.size();
        if (framed) text.writeBytes(("[2,\"1\",\"" + actions.get(which) + "\",").getBytes(StandardCharsets.US_ASCII));
        text.write(input, 2, input.length - 2);
        if (framed) text.write(']');
        return text.toByteArray();
    }
}
