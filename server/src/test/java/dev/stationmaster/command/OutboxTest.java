package dev.stationmaster.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.command.Outbox.After;
import dev.stationmaster.command.Outbox.Outcome;
import dev.stationmaster.command.Outbox.Queued;
import dev.stationmaster.ocpp.Frame;
import dev.stationmaster.ocpp.Payload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    /** Sends each command's name over one link, under its name as message id. */
    private static final class Sending implements Outbox.Work {
        final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
        final RecordedLink link;
        private final Duration timeout;
        volatile boolean present = true;
        volatile boolean expiring;
        volatile String forbidden = "";
        final BlockingQueue<String> expired = new LinkedBlockingQueue<>();

        Sending(RecordedLink link, Duration timeout) {
            this.link = link;
            this.timeout = timeout;
        }

        @Override
        public After run(Queued queued, Outbox outbox) {
            if (!present) return After.ALL_STAY;
            if (name(queued).equals(forbidden)) return After.STAYS;
            String name = name(queued);
            outcomes.add(outbox.exchange(link, name, name.getBytes(StandardCharsets.UTF_8), timeout));
            return After.DONE;
        }

        private static String name(Queued queued) {
            return String.valueOf(((StationCommand.GetTransactionStatus) queued.command()).transactionId());
        }

        @Override
        public boolean expire(Queued queued) {
            if (expiring) expired.add(name(queued));
            return expiring;
        }

        @Override
        public void broken(Queued queued) {
            throw new AssertionError("nothing breaks here");
        }

        @Nullable
        Outcome outcome() throws InterruptedException {
            return outcomes.poll(5, TimeUnit.SECONDS);
        }
    }

    private final RecordedLink link = new RecordedLink(7);
    private final Sending sending = new Sending(link, Duration.ofSeconds(20));
    private final Outbox outbox = new Outbox(sending, new Alarms());

    private static Queued command(String name) {
        return new Queued(UUID.randomUUID(), new StationCommand.GetTransactionStatus(name), false, null);
    }

    private static Frame result(String id) {
        return new Frame.CallResult(id, Payload.of("{}"));
    }

    @Test
    void theSecondCallWaitsForTheAnswerOfTheFirst() throws InterruptedException {
        outbox.add(command("a"));
        outbox.add(command("b"));
        outbox.add(command("c"));
        for (String name : List.of("a", "b", "c")) {
            assertThat(link.next()).isEqualTo(name);
            assertThat(link.hasSent()).isFalse();
            assertThat(outbox.answered(link, name, result(name), NOW)).isTrue();
            assertThat(sending.outcome()).isEqualTo(new Outcome.Answered(result(name), NOW));
        }
        assertEmptiesSoon();
    }

    /** The outcome is known a moment before the command has left. */
    private void assertEmptiesSoon() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (!outbox.isEmpty() && System.nanoTime() < deadline) Thread.onSpinWait();
        assertThat(outbox.isEmpty()).isTrue();
    }

    @Test
    void anAnswerOnAnotherLinkOrOfAnotherCallIsNotTaken() throws InterruptedException {
        outbox.add(command("a"));
        link.next();
        assertThat(outbox.answered(new RecordedLink(6), "a", result("a"), NOW)).isFalse();
        assertThat(outbox.answered(link, "b", result("b"), NOW)).isFalse();
        assertThat(outbox.answered(link, "a", result("a"), NOW)).isTrue();
        assertThat(outbox.answered(link, "a", result("a"), NOW)).isFalse();
    }

    @Test
    void afterTheTimeOutTheNextOneGoesAndTheLateAnswerIsNotTaken() throws InterruptedException {
        var impatient = new Sending(link, Duration.ofMillis(20));
        var quick = new Outbox(impatient, new Alarms());
        quick.add(command("a"));
        assertThat(impatient.outcome()).isEqualTo(new Outcome.TimedOut());
        assertThat(quick.answered(link, "a", result("a"), NOW)).isFalse();
        quick.add(command("b"));
        assertThat(link.next()).isEqualTo("a");
        assertThat(link.next()).isEqualTo("b");
    }

    @Test
    void aLostLinkEndsTheCallUnderWay() throws InterruptedException {
        outbox.add(command("a"));
        link.next();
        outbox.lost(new RecordedLink(6), "an older link");
        outbox.lost(link, "replaced");
        assertThat(sending.outcome()).isEqualTo(new Outcome.LinkLost("replaced"));
    }

    @Test
    void nothingIsSentOverALinkThatIsClosed() throws InterruptedException {
        link.close(1000, "");
        outbox.add(command("a"));
        assertThat(sending.outcome()).isInstanceOf(Outcome.LinkLost.class);
        assertThat(link.hasSent()).isFalse();
    }

    @Test
    void whatIsHeldGoesWhenTheStationIsThereInTheOldOrder() throws InterruptedException {
        sending.present = false;
        outbox.add(command("a"));
        outbox.add(command("b"));
        outbox.wake();
        assertThat(link.hasSent()).isFalse();
        sending.present = true;
        outbox.wake();
        assertThat(link.next()).isEqualTo("a");
        outbox.answered(link, "a", result("a"), NOW);
        assertThat(link.next()).isEqualTo("b");
    }

    @Test
    void whatIsHeldTooLongIsNotSentAnyMore() throws InterruptedException {
        sending.present = false;
        sending.expiring = true;
        outbox.add(command("a"));
        assertThat(sending.expired.poll(5, TimeUnit.SECONDS)).isEqualTo("a");
        sending.expiring = false;
        sending.present = true;
        outbox.add(command("b"));
        assertThat(link.next()).isEqualTo("b");
    }

    @Test
    void whatMayNotGoYetDoesNotHoldUpTheOthers() throws InterruptedException {
        sending.forbidden = "a";
        outbox.add(command("a"));
        outbox.add(command("b"));
        assertThat(link.next()).isEqualTo("b");
        outbox.answered(link, "b", result("b"), NOW);
        sending.outcome();
        sending.forbidden = "";
        outbox.wake();
        assertThat(link.next()).isEqualTo("a");
    }
}
