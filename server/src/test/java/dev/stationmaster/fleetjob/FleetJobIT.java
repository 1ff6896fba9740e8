package dev.stationmaster.fleetjob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Jobs and templates over the API, with stations on real sockets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FleetJobIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ACCEPTED = "{\"status\":\"Accepted\"}";

    private static final PlayedStation.Answers YES = (_, _) -> ACCEPTED;
    private static final PlayedStation.Answers SILENCE = (_, _) -> null;

    private TestServer server;
    private final List<PlayedStation> played = new ArrayList<>();

    @BeforeAll
    void start() {
        server = TestServer.start();
    }

    @AfterAll
    void stop() {
        played.forEach(PlayedStation::close);
        server.close();
    }

    private JsonNode post(String path, String json, int status) {
        var answer = server.post("/api/v1" + path, json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    private JsonNode get(String path) {
        var answer = server.get("/api/v1" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private PlayedStation station(String id, PlayedStation.Answers answers) throws InterruptedException {
        enter(id);
        var one = new PlayedStation(server, id, answers);
        played.add(one);
        return one;
    }

    private void enter(String id) {
        post("/stations", "{\"id\":\"" + id + "\",\"securityProfile\":0}", 201);
    }

    private JsonNode until(String path, Predicate<JsonNode> wanted) {
        long deadline = System.nanoTime() + 30_000_000_000L;
        JsonNode now = get(path);
        while (!wanted.test(now)) {
            assertThat(System.nanoTime()).as("in vain: %s", now).isLessThan(deadline);
            LockSupport.parkNanos(50_000_000);
            now = get(path);
        }
        return now;
    }

    private JsonNode over(JsonNode job, String state) {
        return until(
                "/fleet-jobs/" + job.get("id").asString(),
                now -> now.get("state").asString().equals(state));
    }

    private static String names(String... ids) {
        return "\"stations\":{\"list\":[\"" + String.join("\",\"", ids) + "\"]}";
    }

    @Test
    void aTemplateIsAppliedWithARefusalAndTheDriftShrinks() throws Exception {
        station("TPL-1", YES);
        station(
                "TPL-2",
                (action, payload) -> payload.path("key").asString(action).equals("BlinkRepeat")
                        ? "{\"status\":\"Rejected\"}"
                        : ACCEPTED);
        var form = """
                {"name":"Night","stations":{"q":"TPL-"},"values":[
                  {"variable":"HeartbeatInterval","value":"900"},{"variable":"BlinkRepeat","value":"2"},
                  {"component":"OCPPCommCtrlr","variable":"HeartbeatInterval","value":"900"}]}""";
        JsonNode template = post("/templates", form, 201);
        assertThat(template.at("/drift/unknown").asInt()).isEqualTo(2);
        assertThat(post("/templates", form, 409).get("code").asString()).isEqualTo("template-exists");
        String use = "{\"template\":\"" + template.get("id").asString() + "\"}";

        JsonNode plan = post("/fleet-jobs/plan", use, 200);
        assertThat(plan.get("now").asInt()).as(plan.toString()).isEqualTo(2);
        assertThat(plan.at("/items/0/changes"))
                .as("keys only for a 1.6 station")
                .hasSize(2);

        JsonNode done = over(post("/fleet-jobs", use, 201), "done");
        assertThat(done.at("/progress/states/done").asInt()).isEqualTo(1);
        assertThat(done.at("/progress/states/failed").asInt()).isEqualTo(1);
        JsonNode failed = get("/fleet-jobs/" + done.get("id").asString() + "/stations?state=failed")
                .at("/items/0");
        assertThat(failed.get("station").asString()).isEqualTo("TPL-2");
        assertThat(failed.get("reason").asString()).isEqualTo("1 of 2 values refused: BlinkRepeat Rejected");
        assertThat(failed.at("/results/0/status").asString()).isEqualTo("Accepted");
        assertThat(failed.at("/results/1/status").asString()).isEqualTo("Rejected");

        String path = "/templates/" + template.get("id").asString();
        assertThat(get(path).at("/drift/inLine").asInt()).isEqualTo(1);
        JsonNode drift = get(path + "/drift");
        assertThat(drift.at("/items/0/standing").asString()).isEqualTo("inLine");
        assertThat(drift.at("/items/1/differences/0/wanted/variable").asString())
                .isEqualTo("BlinkRepeat");
        JsonNode again = post("/fleet-jobs/plan", use, 200);
        assertThat(again.get("now").asInt()).as("only who differs still").isEqualTo(1);
        assertThat(again.get("no").asInt()).isEqualTo(1);
    }

    @Test
    void aJobHaltsItselfOnFailuresAndARetryFinishesIt() throws Exception {
        boolean[] willing = {false};
        String[] ids = {"HALT-1", "HALT-2", "HALT-3", "HALT-4"};
        List<PlayedStation> those = new ArrayList<>();
        for (String id : ids)
            those.add(station(id, (action, payload) -> willing[0] ? ACCEPTED : "{\"status\":\"Rejected\"}"));
        JsonNode job = post(
                "/fleet-jobs",
                "{\"name\":\"Empty caches\"," + names(ids)
                        + ",\"command\":{\"type\":\"ClearCache\"},\"pace\":{\"atOnce\":1,\"haltAfter\":2,\"haltPercent\":50}}",
                201);
        JsonNode halted = over(job, "halted");
        assertThat(halted.get("reason").asString()).isEqualTo("2 of 2 stations have failed, more than 50 %");
        assertThat(halted.at("/progress/states/waiting").asInt()).isEqualTo(2);
        String path = "/fleet-jobs/" + job.get("id").asString();
        assertThat(get("/audit?object=" + path.substring(1).replace("jobs", "job"))
                        .toString())
                .contains("fleet-job.halted", "fleet-job.created");
        willing[0] = true;
        post(path + "/retry", "", 200);
        JsonNode done = over(job, "done");
        assertThat(done.at("/progress/states/done").asInt()).isEqualTo(4);
        assertThat(those.stream().flatMap(one -> one.heard().stream()).filter("ClearCache {}"::equals))
                .as("two in vain, then four")
                .hasSize(6);
        assertThat(post(path + "/retry", "", 409).get("code").asString()).isEqualTo("nothing-to-retry");
    }

    @Test
    void aHeldWaveWaitsForSomebodyAndThoseAwayAreLeftOutAtTheEnd() throws Exception {
        station("WAVE-1", YES);
        station("WAVE-2", YES);
        enter("WAVE-3");
        JsonNode job = post(
                "/fleet-jobs",
                "{\"stations\":{\"filter\":{\"q\":\"WAVE-\"}},\"command\":{\"type\":\"ClearCache\"},"
                        + "\"pace\":{\"waves\":[1],\"waveHold\":true}}",
                201);
        JsonNode held = over(job, "paused");
        assertThat(held.get("reason").asString()).isEqualTo("wave 1 of 2 is over");
        assertThat(held.at("/progress/states/done").asInt()).isEqualTo(1);
        post("/fleet-jobs/" + job.get("id").asString() + "/resume", "", 200);
        JsonNode done = over(job, "done");
        assertThat(done.at("/progress/states/done").asInt()).isEqualTo(2);
        assertThat(done.at("/progress/states/skipped").asInt()).isEqualTo(1);
        assertThat(done.at("/progress/words/offline").isMissingNode()).isTrue();
    }

    @Test
    void aPlanSaysWhoGetsItAndWhoNotAndWhy() throws Exception {
        station("PLAN-1", YES);
        enter("PLAN-2");
        JsonNode plan = post(
                "/fleet-jobs/plan",
                "{" + names("PLAN-1", "PLAN-2") + ",\"command\":{\"type\":\"ClearDisplayMessage\",\"id\":1}}",
                200);
        assertThat(plan.at("/items/0/code").asString()).isEqualTo("new");
        assertThat(plan.at("/items/1/code").asString()).isEqualTo("version");
        assertThat(plan.at("/items/1/reason").asString()).contains("1.6");
        JsonNode unknown =
                post("/fleet-jobs/plan", "{" + names("PLAN-9") + ",\"command\":{\"type\":\"ClearCache\"}}", 422);
        assertThat(unknown.at("/errors/0/field").asString()).isEqualTo("stations.list[0]");
        JsonNode wrong = post(
                "/fleet-jobs",
                "{" + names("PLAN-1")
                        + ",\"command\":{\"type\":\"ChangePassword\",\"password\":\"0123456789abcdef\"},\"pace\":{\"atOnce\":0,\"from\":\"22:00\"}}",
                422);
        assertThat(wrong.get("errors").findValuesAsString("field"))
                .containsExactly("command", "pace.atOnce", "pace.from");
    }

    @Test
    void aCancelledJobGivesNobodyATurnAnyMore() throws Exception {
        PlayedStation silent = station("STOP-1", SILENCE);
        PlayedStation next = station("STOP-2", YES);
        JsonNode job = post(
                "/fleet-jobs",
                "{" + names("STOP-1", "STOP-2")
                        + ",\"command\":{\"type\":\"ClearCache\",\"timeoutSeconds\":2},\"pace\":{\"atOnce\":1}}",
                201);
        String path = "/fleet-jobs/" + job.get("id").asString();
        until(path, _ -> silent.heard().size() == 1);
        assertThat(post(path + "/cancel", "", 200).get("state").asString()).isEqualTo("cancelled");
        JsonNode end = until(path, now -> now.at("/progress/states/running").asInt() == 0);
        assertThat(end.at("/progress/states/unknown").asInt())
                .as("it never answered")
                .isEqualTo(1);
        assertThat(end.at("/progress/states/cancelled").asInt()).isEqualTo(1);
        assertThat(next.heard()).isEmpty();
        post(path + "/resume", "", 409);
    }
}
