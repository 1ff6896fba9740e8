package dev.stationmaster.conformance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.fault.FaultProxy.Way;
import dev.stationmaster.conformance.harness.Csms;
import dev.stationmaster.conformance.harness.CsmsUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The network between stations and server does its worst: nothing that was answered is lost or doubled, and every station goes on. */
@ExtendWith(CsmsUnderTest.class)
class BadNetworkTest {
    private static final int STATIONS = 45;
    private static final int ANSWERS_BETWEEN = 100;

    @Test
    void cutsHalfOpenSocketsAndLostAnswersLoseAndDoubleNothing(Csms csms) {
        try (var proxy = new FaultProxy(csms.stationUrl());
                var network = BusyNetwork.brisk(csms, "NET", STATIONS, proxy.url())) {
            network.awaitAnswers(ANSWERS_BETWEEN);
            proxy.cut();

            network.awaitAnswers(ANSWERS_BETWEEN);
            long before = network.sent();
            // Whatever the stations say is stored; no answer arrives.
            proxy.let(Way.OPEN, Way.SWALLOWED);
            network.awaitSent(before + STATIONS / 3);
            proxy.cut();
            proxy.let(Way.OPEN, Way.OPEN);

            network.awaitAnswers(ANSWERS_BETWEEN);
            // The server keeps sockets of stations that come back on others.
            proxy.cutHalf();

            network.awaitAnswers(ANSWERS_BETWEEN);
            // Slow readers: the answers crawl, and then do not move at all.
            proxy.let(Way.OPEN, Way.TRICKLING);
            network.awaitAnswers(ANSWERS_BETWEEN / 4);
            before = network.sent();
            proxy.let(Way.OPEN, Way.STALLED);
            network.awaitSent(before + STATIONS / 3);
            proxy.cut();
            proxy.let(Way.OPEN, Way.OPEN);

            network.awaitAnswers(ANSWERS_BETWEEN);
            assertThat(network.settleAndAudit()).isGreaterThan(ANSWERS_BETWEEN);
        }
    }
}
