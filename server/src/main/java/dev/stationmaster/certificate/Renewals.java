package dev.stationmaster.certificate;

import dev.stationmaster.command.CommandOrder;
import dev.stationmaster.command.CommandService;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.settings.SettingKeys;
import dev.stationmaster.settings.SettingKeys.ExpiredCertificates;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.station.StationId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import org.springframework.stereotype.Component;

/** Asks stations for a new request before their certificate ends, once a day until there is one. */
@Component
class Renewals {
    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final Duration BETWEEN = Duration.ofDays(1);
    private static final int AT_ONCE = 100;

    private final IssuedStore issued;
    private final CommandService commands;
    private final Settings settings;
    private final InstantSource clock;
    private Instant next = Instant.MIN; // the loop's thread only

    Renewals(IssuedStore issued, CommandService commands, Settings settings, InstantSource clock) {
        this.issued = issued;
        this.commands = commands;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param now whether to look now although it is not time yet */
    void ask(Collection<StationId> connected, boolean now) {
        Instant time = clock.instant();
        int days = settings.get(SettingKeys.CERTIFICATE_RENEWAL_DAYS);
        if (days == 0 || connected.isEmpty() || !now && time.isBefore(next)) return;
        next = time.plus(EVERY);
        var stations = connected.stream().map(StationId::key).toList();
        var due = issued.dueForRenewal(stations, time.plus(Duration.ofDays(days)), time.minus(BETWEEN), AT_ONCE);
        for (IssuedCertificate one : due) {
            issued.renewalAsked(one.id(), time);
            commands.submit(
                    one.station(),
                    new StationCommand.RenewCertificate(one.certificateType(), null),
                    CommandOrder.by("server"));
        }
    }

    /** Whether a certificate that has ended opens this station. */
    boolean tolerates(StationId station) {
        return settings.get(SettingKeys.EXPIRED_CERTIFICATES, station.key()) == ExpiredCertificates.ALLOW;
    }

    /** The station could not use what it got. Asked at most once an hour: it may refuse each new one. */
    void again(StationId station) {
        Instant time = clock.instant();
        if (issued.askedAgain(station, time, time.minus(Duration.ofHours(1)))) {
            commands.submit(
                    station,
                    new StationCommand.RenewCertificate("ChargingStationCertificate", null),
                    CommandOrder.by("server"));
        }
    }
}
