package dev.stationmaster.link;

import dev.stationmaster.station.StationId;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.ReferenceCountUtil;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the fuzzer calls with the bytes of an upgrade request: they are read, decided upon, and described. */
public final class UpgradeFuzz {
    private static @Nullable LinkRig rig;

    private UpgradeFuzz() {}

    public static void fuzzerInitialize() {
        rig = new LinkRig(Path.of(System.getProperty("java.io.tmpdir")));
        rig.stations.add("CP-1", 0);
        rig.station("CP-2", 1, "a-password-of-length");
    }

    public static void fuzzerTestOneInput(byte[] request) {
        LinkRig links = rig;
        if (links == null) throw new IllegalStateException("not begun");
        var channel = new EmbeddedChannel(new HttpServerCodec());
        channel.writeInbound(Unpooled.wrappedBuffer(request));
        for (Object read; (read = channel.readInbound()) != null; ) {
            if (read instanceof HttpRequest http && http.decoderResult().isSuccess()) decide(links, http);
            ReferenceCountUtil.release(read);
        }
        channel.finishAndReleaseAll();
    }

    private static void decide(LinkRig links, HttpRequest http) {
        var upgrade = UpgradeRequest.of(http, "127.0.0.1", http.headers().contains("X-Secure"), java.util.List.of());
        switch (links.admission.decide(upgrade)) {
            case Verdict.Admitted admitted -> {
                StationId station = admitted.station().id();
                if (station.key() > 2) throw new AssertionError("let in: " + upgrade.path());
                OddUpgrade.of(upgrade, admitted, Instant.EPOCH);
            }
            case Verdict.Refused refused -> {
                String shown = ConnectionAttempts.printable(refused.detail());
                if (shown.chars().anyMatch(Character::isISOControl))
                    throw new AssertionError("not printable: " + shown);
            }
        }
    }
}
