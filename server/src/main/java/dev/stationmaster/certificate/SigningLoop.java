package dev.stationmaster.certificate;

import dev.stationmaster.command.CommandListener;
import dev.stationmaster.command.CommandOrder;
import dev.stationmaster.command.CommandService;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.devicemodel.DeviceModelService;
import dev.stationmaster.devicemodel.Variable;
import dev.stationmaster.link.LinkListener;
import dev.stationmaster.link.StationLink;
import dev.stationmaster.station.StationId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Does what is due for certificates: signs, delivers with CertificateSigned until the station has answered, asks for renewal before the end. What is
 * due stands in the database; a wake-up only saves waiting for the next round.
 */
@Component
class SigningLoop implements SmartLifecycle, LinkListener, CommandListener {
    private static final Logger log = LoggerFactory.getLogger(SigningLoop.class);
    private static final Duration ROUND = Duration.ofSeconds(15);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(45);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final int AT_ONCE = 50;
    private static final Variable MOST_1_6 = Variable.key("CertificateSignedMaxChainSize");
    private static final Variable MOST_2 = Variable.of("SecurityCtrlr", "MaxCertificateChainSize", null);

    private final SigningStore store;
    private final Signing signing;
    private final Renewals renewals;
    private final IssuedStore issued;
    private final CommandService commands;
    private final DeviceModelService devices;
    private final InstantSource clock;
    private final Semaphore due = new Semaphore(0);
    private final AtomicBoolean renewNow = new AtomicBoolean(true);
    private final Set<StationId> connected = ConcurrentHashMap.newKeySet();
    private final Set<StationId> waiting = ConcurrentHashMap.newKeySet();
    private final Map<StationCommand, SigningRequest> underWay = new ConcurrentHashMap<>();
    private volatile boolean running;

    SigningLoop(
            SigningStore store,
            Signing signing,
            Renewals renewals,
            IssuedStore issued,
            CommandService commands,
            DeviceModelService devices,
            InstantSource clock) {
        this.store = store;
        this.signing = signing;
        this.renewals = renewals;
        this.issued = issued;
        this.commands = commands;
        this.devices = devices;
        this.clock = clock;
    }

    /** Something is due; returns at once. */
    void wake() {
        if (due.availablePermits() == 0) due.release();
    }

    /** At most once in some minutes: a station that discards each new certificate must not keep us busy. */
    void renewAgain(StationId station) {
        Thread.ofVirtual().name("certificate-again").start(() -> renewals.again(station));
    }

    @Override
    public void start() {
        running = true;
        store.waiting().forEach(key -> waiting.add(new StationId(key)));
        Thread.ofVirtual().name("certificates").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        wake();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        try {
            while (running) {
                try {
                    round();
                } catch (RuntimeException failure) {
                    log.error("event=certificates-failed", failure);
                }
                if (due.tryAcquire(ROUND.toMillis(), TimeUnit.MILLISECONDS)) due.drainPermits();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        Instant now = clock.instant();
        for (SigningRequest request : store.toSign(now, AT_ONCE)) {
            if (signing.sign(request)) waiting.add(request.station());
        }
        var reachable =
                waiting.stream().filter(connected::contains).map(StationId::key).toList();
        if (!reachable.isEmpty()) store.toDeliver(reachable, clock.instant()).forEach(this::deliver);
        renewals.ask(connected, renewNow.getAndSet(false));
    }

    /** The try after this one is stored first: it comes when nothing is heard of this one. */
    private void deliver(SigningRequest request) {
        Optional<IssuedCertificate> certificate =
                Optional.ofNullable(request.certificateId()).flatMap(issued::find);
        if (certificate.isEmpty()) return;
        store.later(request.id(), clock.instant().plus(waitAfter(request.attempts())), request.reason());
        // The type that was asked for goes back with it (A02.FR.14).
        String type = request.certificateType().equals(CombinedWanted.COMBINED) ? null : request.certificateType();
        var command = new StationCommand.CertificateSigned(
                chain(request.station(), certificate.get().chain()), type, request.requestId());
        underWay.put(command, request);
        commands.submit(request.station(), command, CommandOrder.by("server"));
    }

    /** A station that cannot hold the whole chain gets its own certificate alone (A02.FR.16). */
    private String chain(StationId station, String chain) {
        Optional<String> most = devices.value(station, MOST_1_6).or(() -> devices.value(station, MOST_2));
        boolean fits = most.filter(text -> text.matches("\\d{1,9}"))
                .map(text -> chain.length() <= Integer.parseInt(text))
                .orElse(true);
        return fits ? chain : Pem.text(Pem.certificates(chain).subList(0, 1));
    }

    private static Duration waitAfter(int attempts) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempts, 10));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    @Override
    public void ended(Ended command) {
        SigningRequest request = underWay.get(command.command());
        if (request == null) return;
        // Without an answer the same is sent again, perhaps already: then this is not the end of it.
        if (command.how() == How.ANSWERED || command.how() == How.ERROR) underWay.remove(command.command());
        switch (command.how()) {
            case ANSWERED -> {
                if (command.positive()) accepted(request);
                else rejected(request, "the station answered " + command.status() + reason(command));
            }
            case ERROR -> rejected(request, String.valueOf(command.reason()));
            case UNKNOWN, NOT_SENT ->
                log.info("event=certificate-not-delivered request={} reason=\"{}\"", request.id(), command.reason());
        }
    }

    private static String reason(Ended command) {
        return command.reason() == null ? "" : ": " + command.reason();
    }

    private void accepted(SigningRequest request) {
        store.accepted(request, clock.instant());
        settled(request, "accepted");
    }

    private void rejected(SigningRequest request, String reason) {
        store.rejected(request, reason, clock.instant());
        settled(request, reason);
    }

    private void settled(SigningRequest request, String how) {
        log.info("event=certificate-delivered request={} outcome=\"{}\"", request.id(), how);
        if (!store.waiting().contains(request.station().key())) waiting.remove(request.station());
    }

    @Override
    public void opened(StationLink link) {
        connected.add(link.station());
        // Let in with a certificate that may have ended, to get a new one at once (A00.FR.429).
        if (link.certifiedName() != null && renewals.tolerates(link.station())) {
            renewNow.set(true);
            wake();
        }
        if (waiting.contains(link.station())) {
            store.tryNow(link.station(), clock.instant());
            wake();
        }
    }

    @Override
    public void closed(StationLink link, String reason) {
        connected.remove(link.station());
    }
}
