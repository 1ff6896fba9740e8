package dev.stationmaster.alert;

import dev.stationmaster.alert.AlertRoute.Way;
import dev.stationmaster.problem.Problem;
import dev.stationmaster.problem.Sentences;
import dev.stationmaster.settings.ProblemSettings;
import dev.stationmaster.settings.Settings;
import dev.stationmaster.site.Site;
import dev.stationmaster.site.SiteService;
import dev.stationmaster.station.StationDirectory;
import dev.stationmaster.station.StationId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What is said: JSON for machines, English sentences for people. */
@Component
class Messages {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_LISTED = 100;

    private final StationDirectory stations;
    private final SiteService sites;
    private final Settings settings;

    Messages(StationDirectory stations, SiteService sites, Settings settings) {
        this.stations = stations;
        this.sites = sites;
        this.settings = settings;
    }

    record Message(String subject, String body) {}

    Message of(UUID id, @Nullable AlertRule rule, Way way, String type, List<Problem> problems, Instant at) {
        String subject = subject(rule, type, problems);
        return new Message(
                subject, way == Way.WEBHOOK ? json(id, rule, type, problems, at) : text(subject, rule, problems, at));
    }

    private String subject(@Nullable AlertRule rule, String type, List<Problem> problems) {
        if (rule == null) return "Stationmaster: a test";
        String what = problems.size() == 1 ? sentence(problems.getFirst()) : problems.size() + " problems";
        return "Stationmaster, " + rule.name() + ": " + (type.equals("problems.cured") ? "cured: " : "") + what;
    }

    private String sentence(Problem problem) {
        return Sentences.of(problem, stationOf(problem));
    }

    private @Nullable String stationOf(Problem problem) {
        StationId station = problem.station();
        return station == null ? null : stations.nameOf(station).orElse(null);
    }

    private String json(UUID id, @Nullable AlertRule rule, String type, List<Problem> problems, Instant at) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("id", id.toString());
        body.put("type", type);
        body.put("at", at.toString());
        if (rule != null) body.put("rule", Map.of("id", rule.id().toString(), "name", rule.name()));
        body.put("count", problems.size());
        body.put(
                "problems", problems.stream().limit(MOST_LISTED).map(this::view).toList());
        return JSON.writeValueAsString(body);
    }

    private Map<String, @Nullable Object> view(Problem problem) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        Integer site = problem.siteId();
        Instant closed = problem.closedAt();
        view.put("id", problem.id().toString());
        view.put("kind", problem.kind().word());
        view.put("severity", problem.severity().word());
        view.put("state", problem.open() ? "open" : "closed");
        view.put("station", stationOf(problem));
        view.put("site", site == null ? null : sites.find(site).map(Site::name).orElse(null));
        view.put("evse", problem.evse());
        view.put("connector", problem.connector());
        view.put("code", problem.code());
        view.put("facts", problem.facts());
        view.put("title", sentence(problem));
        view.put("since", problem.startedAt().toString());
        view.put("closedAt", closed == null ? null : closed.toString());
        String console = console();
        if (!console.isEmpty()) view.put("url", console + "/problems");
        return view;
    }

    private String text(String subject, @Nullable AlertRule rule, List<Problem> problems, Instant at) {
        var text = new StringBuilder(subject).append("\n\n");
        for (Problem problem : problems.subList(0, Math.min(MOST_LISTED, problems.size()))) {
            text.append("- ").append(problem.severity().word()).append(": ").append(sentence(problem));
            text.append("\n  since ").append(problem.startedAt());
            if (problem.closedAt() != null) text.append(", cured ").append(problem.closedAt());
            text.append('\n');
        }
        if (problems.size() > MOST_LISTED)
            text.append("… and ").append(problems.size() - MOST_LISTED).append(" more\n");
        if (rule == null)
            text.append("Somebody pressed the button to test this route at ")
                    .append(at)
                    .append(".\n");
        String console = console();
        if (!console.isEmpty()) text.append('\n').append(console).append("/problems\n");
        return text.toString();
    }

    private String console() {
        return settings.get(ProblemSettings.CONSOLE_URL).strip().replaceFirst("/+$", "");
    }
}
