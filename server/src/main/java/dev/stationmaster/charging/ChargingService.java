package dev.stationmaster.charging;

import dev.stationmaster.command.ChargingProfile.Purpose;
import dev.stationmaster.command.EffectTold;
import dev.stationmaster.command.StationCommand.GetChargingProfiles;
import dev.stationmaster.ledger.Ledger;
import dev.stationmaster.station.StationId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** Takes what stations say about charging profiles and limits; durable when a method returns. */
@Service
public class ChargingService {
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final Ledger ledger;
    private final InstalledStore installed;
    private final TransactionProfiles transactions;
    private final NeedsService needs;
    private final ObjectProvider<EffectTold> effects;
    /** Reports that may still be coming in, and what was asked for. */
    private final Map<Key, Report> reports = new ConcurrentHashMap<>();

    private record Key(StationId station, int requestId) {}

    private record Group(int evse, String source) {}

    private static final class Report {
        private final Instant since;
        private final Map<Group, Set<Integer>> told = new ConcurrentHashMap<>();
        private final Set<Group> whole = ConcurrentHashMap.newKeySet();
        private volatile @Nullable GetChargingProfiles asked;

        private Report(Instant since) {
            this.since = since;
        }
    }

    ChargingService(
            Ledger ledger,
            InstalledStore installed,
            TransactionProfiles transactions,
            NeedsService needs,
            ObjectProvider<EffectTold> effects) {
        this.ledger = ledger;
        this.installed = installed;
        this.transactions = transactions;
        this.needs = needs;
        this.effects = effects;
    }

    /**
     * One part of a report of charging profiles. Parts have no number, and some stations never say which is the last one, so what came is shown
     * at once. When a last one is told, what we thought to be there beside it is not.
     *
     * @see "OCPP 2.0.1 part 2, K09"
     */
    public void reported(ReportedProfiles part) {
        ledger.commit(part);
        if (part.profiles().stream().anyMatch(profile -> profile.purpose() == Purpose.TX)) {
            transactions.installed(part.station());
        }
        var key = new Key(part.station(), part.requestId());
        var group = new Group(part.evse(), part.source());
        Report report = reports.computeIfAbsent(key, _ -> new Report(part.receivedAt()));
        Set<Integer> ids = report.told.computeIfAbsent(group, _ -> ConcurrentHashMap.newKeySet());
        part.profiles().forEach(profile -> ids.add(profile.id() == null ? 0 : profile.id()));
        if (!part.toContinue()) {
            report.whole.add(group);
            GetChargingProfiles asked = report.asked;
            if (asked != null) dropMissing(part.station(), asked, group, ids);
        }
        String what = ids.size() + " profiles of EVSE " + part.evse() + " and source " + part.source()
                + " reported under number " + part.requestId();
        effects.ifAvailable(told -> told.told(part.station(), "profiles " + part.requestId(), true, what));
    }

    /** The station took the question. */
    void asked(StationId station, int requestId, GetChargingProfiles asked, Instant at) {
        reports.values().removeIf(old -> old.since.plus(REMEMBERED).isBefore(at));
        Report report = reports.computeIfAbsent(new Key(station, requestId), _ -> new Report(at));
        report.asked = asked;
        for (Group group : report.whole) {
            dropMissing(station, asked, group, report.told.getOrDefault(group, Set.of()));
        }
    }

    /** The station has none of those that were asked for. */
    void none(StationId station, GetChargingProfiles asked) {
        installed.remove(
                station,
                installed.of(station).stream()
                        .filter(one -> fits(asked, one))
                        .map(InstalledProfile::id)
                        .toList());
    }

    private void dropMissing(StationId station, GetChargingProfiles asked, Group group, Set<Integer> there) {
        List<Integer> gone = installed.of(station).stream()
                .filter(one -> one.evse() == group.evse && one.source().equals(group.source))
                .filter(one -> fits(asked, one) && !there.contains(one.id()))
                .map(InstalledProfile::id)
                .toList();
        installed.remove(station, new HashSet<>(gone));
    }

    private static boolean fits(GetChargingProfiles asked, InstalledProfile one) {
        Purpose purpose = asked.purpose();
        return (asked.evse() == null || asked.evse() == one.evse())
                && (asked.ids().isEmpty() || asked.ids().contains(one.id()))
                && (purpose == null || purpose == one.profile().purpose())
                && (asked.stackLevel() == null
                        || asked.stackLevel() == one.profile().stackLevel())
                && (asked.sources().isEmpty() || asked.sources().contains(one.source()));
    }

    /** Somebody else limits the station (K11, K12). */
    public void limited(ExternalLimit limit) {
        ledger.commit(limit);
        needs.limitsChanged(limit.station());
    }

    /** Somebody else's limit is released (K13); one that we never heard of is kept as released. */
    public void released(StationId station, int evse, String source, Instant at) {
        ledger.commit(new ExternalLimit(station, evse, source, null, null, List.of(), at, at));
        needs.limitsChanged(station);
    }
}
