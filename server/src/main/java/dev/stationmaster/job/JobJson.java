package dev.stationmaster.job;

import dev.stationmaster.job.Job.Findings;
import dev.stationmaster.job.Job.Terms;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Jobs as JSON: in the database, in the API, and in the change feed. */
final class JobJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JobJson() {}

    static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static Terms terms(String json) {
        return MAPPER.readValue(json, Terms.class);
    }

    static Findings findings(String json) {
        return MAPPER.readValue(json, Findings.class);
    }

    /** As the API shows it; plain values, lists and maps. */
    static Map<String, Object> view(Job job, String identity) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        Terms terms = job.terms();
        view.put("id", job.id().toString());
        view.put("station", identity);
        view.put("kind", word(job.kind()));
        view.put("type", job.type());
        view.put("command", text(job.command()));
        view.put("requestId", job.requestId());
        view.put("actor", job.actor());
        view.put("state", word(job.state()));
        view.put("status", job.status());
        view.put("reason", job.reason());
        view.put("warning", job.findings().warning());
        view.put("location", terms.location());
        view.put("image", text(terms.image()));
        view.put("logType", terms.logType());
        view.put("since", time(terms.since()));
        view.put("until", time(terms.until()));
        view.put("retrieveAt", time(terms.notBefore()));
        view.put("installAt", time(terms.installAt()));
        view.put("fileName", job.findings().fileName());
        view.put("file", text(job.file()));
        view.put("fetchedAt", time(job.findings().fetchedAt()));
        view.put("firmwareVersion", versions(job));
        view.put("checksum", terms.checksum());
        view.put("published", job.findings().published());
        view.put("unpublishedAt", time(job.findings().unpublishedAt()));
        view.put("createdAt", time(job.createdAt()));
        view.put("changedAt", time(job.changedAt()));
        view.put("endedAt", time(job.endedAt()));
        return present(view);
    }

    private static @Nullable Map<String, Object> versions(Job job) {
        if (job.kind() != Job.Kind.FIRMWARE) return null;
        Map<String, @Nullable Object> versions = new LinkedHashMap<>();
        String expected = job.terms().expectedVersion();
        String after = job.findings().versionAfter();
        versions.put("before", job.findings().versionBefore());
        versions.put("expected", expected);
        versions.put("after", after);
        if (expected != null && after != null) versions.put("asExpected", Objects.equals(expected, after));
        return versions.values().stream().allMatch(Objects::isNull) ? null : present(versions);
    }

    static Map<String, Object> view(Job job, String identity, List<JobStatus> statuses) {
        Map<String, Object> view = view(job, identity);
        view.put("statuses", statuses.stream().map(JobJson::view).toList());
        return view;
    }

    private static Map<String, Object> view(JobStatus status) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("status", status.status());
        view.put("info", status.info());
        view.put("receivedAt", time(status.receivedAt()));
        view.put("lastAt", time(status.lastAt()));
        view.put("times", status.times());
        return present(view);
    }

    private static Map<String, Object> present(Map<String, @Nullable Object> values) {
        Map<String, Object> result = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (value != null) result.put(name, value);
        });
        return result;
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String text(java.util.@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    private static @Nullable String time(@Nullable Instant at) {
        return at == null ? null : at.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
