package dev.stationmaster.charging;

import dev.stationmaster.charging.Composite.Grid;
import dev.stationmaster.charging.Composite.Piece;
import dev.stationmaster.charging.Composite.Question;
import dev.stationmaster.charging.Composite.Running;
import dev.stationmaster.charging.ProfileRules.Order;
import dev.stationmaster.charging.ScheduleComparison.Difference;
import dev.stationmaster.command.ChargingProfileJson;
import dev.stationmaster.command.ChargingSchedule.Unit;
import dev.stationmaster.command.EffectTold;
import dev.stationmaster.command.ReportedSchedule;
import dev.stationmaster.command.StationCommand.GetCompositeSchedule;
import dev.stationmaster.site.Site;
import dev.stationmaster.site.SiteService;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import dev.stationmaster.transaction.TransactionService;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** What a station should allow by all that we know, and how that compares with what it says. */
@Service
class CompositeService {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** More of them are counted, not told. */
    private static final int MOST_TOLD = 3;

    private final Knowledge knowledge;
    private final CompositeStore answers;
    private final ObjectProvider<EffectTold> effects;
    private final InstantSource clock;

    CompositeService(
            Knowledge knowledge, CompositeStore answers, ObjectProvider<EffectTold> effects, InstantSource clock) {
        this.knowledge = knowledge;
        this.answers = answers;
        this.effects = effects;
        this.clock = clock;
    }

    /** What is asked: all of it as the operator says, the rest is known. */
    record Wanted(int evse, @Nullable Instant start, int durationSeconds, Unit unit, Grid grid) {}

    /** What we know of a station that matters here. */
    @Component
    static class Knowledge {
        private final InstalledStore installed;
        private final LimitStore limits;
        private final StationFacts facts;
        private final TransactionService transactions;
        private final StationDirectory stations;
        private final SiteService sites;

        Knowledge(
                InstalledStore installed,
                LimitStore limits,
                StationFacts facts,
                TransactionService transactions,
                StationDirectory stations,
                SiteService sites) {
            this.installed = installed;
            this.limits = limits;
            this.facts = facts;
            this.transactions = transactions;
            this.stations = stations;
            this.sites = sites;
        }

        Question question(StationId station, Wanted wanted, Instant start) {
            Site site = stations.find(station)
                    .flatMap(one -> sites.find(one.siteId()))
                    .orElseGet(sites::standard);
            return new Question(
                    wanted.evse(),
                    start,
                    wanted.durationSeconds(),
                    wanted.unit(),
                    wanted.grid(),
                    site.timeZone(),
                    facts.abilities(station).specificFirst(),
                    running(station, wanted.evse()),
                    installed.of(station),
                    limits.of(station, false));
        }

        private @Nullable Running running(StationId station, int evse) {
            return transactions.openOn(station).stream()
                    .filter(open -> open.evse() != null && open.evse() == evse)
                    .reduce((_, last) -> last)
                    .map(open -> new Running(open.wireId(), open.startedAt()))
                    .orElse(null);
        }
    }

    record Computed(Instant start, List<Piece> pieces) {}

    Computed compute(StationId station, Wanted wanted) {
        Instant start = wanted.start == null ? nextSecond() : wanted.start;
        return new Computed(start, Composite.pieces(knowledge.question(station, wanted, start)));
    }

    /** The same as if the profile were installed, too, in place of those that it replaces. Nothing is sent or kept. */
    Computed preview(StationId station, Wanted wanted, Order draft) {
        Instant start = wanted.start == null ? nextSecond() : wanted.start;
        Question question = knowledge.question(station, wanted, start);
        List<InstalledProfile> profiles = new ArrayList<>(question.profiles());
        profiles.removeAll(replaced(station, draft));
        profiles.add(new InstalledProfile(draft.evse(), InstalledProfile.OURS, draft.profile(), false, "draft", start));
        return new Computed(start, Composite.pieces(question.with(profiles)));
    }

    /** Those that the station gives up when it takes the profile. */
    List<InstalledProfile> replaced(StationId station, Order draft) {
        Abilities abilities = knowledge.facts.abilities(station);
        return knowledge.installed.of(station).stream()
                .filter(one -> ProfileRules.replaces(draft, one, abilities))
                .toList();
    }

    /** The transaction on the EVSE as the station names it; empty when none runs. */
    Optional<String> running(StationId station, int evse) {
        return Optional.ofNullable(knowledge.running(station, evse)).map(Running::wireId);
    }

    /** What began within the present second acts in the next. */
    private Instant nextSecond() {
        return clock.instant().plusNanos(999_999_999).truncatedTo(ChronoUnit.SECONDS);
    }

    Optional<CompositeStore.Answer> lastAnswer(StationId station, int evse) {
        return answers.find(station, evse);
    }

    /** Compares the station's answer with ours, keeps both, and tells the command. */
    void compare(StationId station, GetCompositeSchedule asked, ReportedSchedule told) {
        Integer toldDuration = told.durationSeconds();
        int duration = toldDuration == null || toldDuration < 1
                ? asked.durationSeconds()
                : Math.min(toldDuration, asked.durationSeconds());
        var wanted = new Wanted(asked.evse(), told.start(), duration, told.unit(), Grid.USUAL);
        Computed ours = compute(station, wanted);
        List<Difference> differences = ScheduleComparison.differences(ours.pieces, told.periods(), duration);
        answers.put(
                station,
                new CompositeStore.Answer(
                        asked.evse(),
                        clock.instant(),
                        ours.start,
                        duration,
                        told.unit().name(),
                        JSON.writeValueAsString(ChargingProfileJson.periods(told.periods())),
                        JSON.writeValueAsString(
                                differences.stream().map(CompositeService::view).toList())));
        effects.ifAvailable(
                effect -> effect.told(station, "composite " + asked.evse(), true, words(differences, told.unit())));
    }

    static Map<String, @Nullable Object> view(Difference difference) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("fromSecond", difference.fromSeconds());
        view.put("toSecond", difference.toSeconds());
        view.put("ours", difference.ours());
        view.put("station", difference.stations());
        view.put("meaning", difference.meaning().word());
        return view;
    }

    private static String words(List<Difference> differences, Unit unit) {
        if (differences.isEmpty()) return "the station's schedule agrees with ours";
        var text = new StringBuilder("the station's schedule differs from ours:");
        for (Difference one : differences.subList(0, Math.min(MOST_TOLD, differences.size()))) {
            text.append(" from second ")
                    .append(one.fromSeconds())
                    .append(" to ")
                    .append(one.toSeconds());
            text.append(" ours is ").append(one.ours()).append(' ').append(unit);
            text.append(", the station's ").append(one.stations() == null ? "unlimited" : one.stations() + " " + unit);
            text.append(';');
        }
        int more = differences.size() - MOST_TOLD;
        if (more > 0) text.append(" and ").append(more).append(" more;");
        text.setLength(text.length() - 1);
        return text.toString();
    }
}
