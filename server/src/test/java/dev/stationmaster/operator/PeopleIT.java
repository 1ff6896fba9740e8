package dev.stationmaster.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stationmaster.app.TestServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PASSWORD = "four plain words here";

    private final HttpClient http = HttpClient.newHttpClient();
    private TestServer server;
    private Browser root;

    /** Somebody's browser: cookies, and the header that a script adds. */
    private final class Browser {
        private @Nullable String session;
        private @Nullable String csrf;
        private List<String> set = List.of();

        HttpResponse<String> send(String method, String path, @Nullable String json) {
            return send(method, path, json, csrf);
        }

        HttpResponse<String> send(String method, String path, @Nullable String json, @Nullable String header) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/v1" + path))
                    .method(
                            method,
                            json == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(json))
                    .header("Content-Type", "application/json");
            if (session != null) request.header("Cookie", "SM_SESSION=" + session + "; XSRF-TOKEN=" + csrf);
            if (header != null) request.header("X-XSRF-TOKEN", header);
            try {
                var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
                set = answer.headers().allValues("Set-Cookie");
                for (String cookie : set) {
                    String value = cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
                    if (cookie.startsWith("SM_SESSION=")) session = value.isEmpty() ? null : value;
                    if (cookie.startsWith("XSRF-TOKEN=")) csrf = value.isEmpty() ? null : value;
                }
                return answer;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        JsonNode get(String path) {
            var answer = send("GET", path, null);
            assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
            return JSON.readTree(answer.body());
        }

        HttpResponse<String> login(String name, String password) {
            return send("POST", "/session", "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}");
        }
    }

    @BeforeAll
    void theFirstAdministratorComesByTheCodeOfTheStart() {
        server = TestServer.start();
        assertThat(server.get("/api/v1/setup").body()).isEqualTo("{\"open\":false}");
        assertThat(server.delete("/api/v1/api-tokens/test").statusCode()).isEqualTo(204);
        String code = server.bean(SetupCode.class).renew().orElseThrow();
        root = new Browser();
        assertThat(root.get("/setup").get("open").asBoolean()).isTrue();
        assertThat(root.get("/session/options").get("setupOpen").asBoolean()).isTrue();
        assertThat(setup(code, "short").statusCode()).isEqualTo(422);
        assertThat(setup("guessed", PASSWORD).statusCode()).isEqualTo(403);
        var answer = setup(code, PASSWORD);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(root.get("/session").get("role").asString()).isEqualTo("administrator");
        assertThat(setup(code, PASSWORD).statusCode()).isEqualTo(409);
        assertThat(server.bean(SetupCode.class).renew()).isEmpty();
    }

    private HttpResponse<String> setup(String code, String password) {
        return root.send(
                "POST", "/setup", "{\"code\":\"" + code + "\",\"name\":\"root\",\"password\":\"" + password + "\"}");
    }

    @AfterAll
    void stop() {
        server.close();
        http.close();
    }

    private Browser person(String name, String role, String more) {
        var made = root.send(
                "POST",
                "/operators",
                "{\"name\":\"" + name + "\",\"role\":\"" + role + "\",\"password\":\"" + PASSWORD + "\"" + more + "}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        var browser = new Browser();
        assertThat(browser.login(name, PASSWORD).statusCode()).isEqualTo(200);
        return browser;
    }

    @Test
    void theSessionIsInACookieThatNoScriptReads() {
        var ada = person("ada", "operator", ",\"displayName\":\"Ada L.\"");
        assertThat(ada.set)
                .anySatisfy(cookie ->
                        assertThat(cookie).startsWith("SM_SESSION=").contains("HttpOnly", "SameSite=Lax", "Path=/"));
        assertThat(ada.set)
                .anySatisfy(
                        cookie -> assertThat(cookie).startsWith("XSRF-TOKEN=").doesNotContain("HttpOnly"));
        JsonNode session = ada.get("/session");
        assertThat(session.get("name").asString()).isEqualTo("ada");
        assertThat(session.get("displayName").asString()).isEqualTo("Ada L.");
        assertThat(session.get("via").asString()).isEqualTo("password");
        // What a restart loads from the database.
        var loaded = new Sessions(server.bean(SessionStore.class), InstantSource.system());
        assertThat(loaded.find(String.valueOf(ada.session))).isPresent();

        assertThat(ada.send("DELETE", "/session", null).statusCode()).isEqualTo(204);
        assertThat(ada.send("GET", "/session", null).statusCode()).isEqualTo(401);
    }

    @Test
    void aChangeNeedsTheHeaderThatOnlyOurPageCanSend() {
        var bob = person("bob", "operator", "");
        String site = "{\"name\":\"Csrf\"}";
        for (var header : new @Nullable String[] {null, "guessed", root.csrf}) {
            var answer = bob.send("POST", "/sites", site, header);
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("\"code\":\"csrf\"");
        }
        assertThat(bob.send("POST", "/sites", site).statusCode()).isEqualTo(201);
    }

    @Test
    void guessingIsSlowedDown() {
        person("carl", "viewer", "");
        var guesser = new Browser();
        for (int i = 0; i < LoginThrottle.FREE_PER_ACCOUNT; i++) {
            var wrong = guesser.login("carl", "not his password");
            assertThat(wrong.statusCode()).isEqualTo(401);
            assertThat(wrong.body()).contains("\"code\":\"wrong-credentials\"");
        }
        var slow = guesser.login("CARL", PASSWORD);
        assertThat(slow.statusCode()).isEqualTo(429);
        assertThat(slow.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void aNewPasswordEndsTheOtherSessions() {
        var dora = person("dora", "technician", "");
        var elsewhere = new Browser();
        elsewhere.login("dora", PASSWORD);
        assertThat(dora.get("/session/sessions").get("items").size()).isEqualTo(2);

        var wrong = dora.send("PUT", "/session/password", "{\"old\":\"nonsense\",\"new\":\"other plain words\"}");
        assertThat(wrong.statusCode()).isEqualTo(403);
        var right =
                dora.send("PUT", "/session/password", "{\"old\":\"" + PASSWORD + "\",\"new\":\"other plain words\"}");
        assertThat(right.statusCode()).as(right.body()).isEqualTo(204);

        assertThat(elsewhere.send("GET", "/session", null).statusCode()).isEqualTo(401);
        assertThat(dora.get("/session/sessions").get("items").size()).isEqualTo(1);
        assertThat(new Browser().login("dora", PASSWORD).statusCode()).isEqualTo(401);
        assertThat(new Browser().login("dora", "other plain words").statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoIsInvitedSetsThePasswordOnce() {
        var made = root.send("POST", "/operators", "{\"name\":\"emil\",\"role\":\"viewer\"}");
        String link = JSON.readTree(made.body()).get("link").asString();
        String accept =
                "{\"code\":\"" + link.substring(link.indexOf('#') + 1) + "\",\"password\":\"" + PASSWORD + "\"}";
        var emil = new Browser();
        assertThat(emil.send("POST", "/session/invitation", accept).statusCode())
                .isEqualTo(200);
        assertThat(emil.get("/session").get("name").asString()).isEqualTo("emil");
        assertThat(new Browser().send("POST", "/session/invitation", accept).statusCode())
                .isEqualTo(403);
    }

    @Test
    void anAdministratorEndsSessionsAndAccounts() {
        var fred = person("fred", "viewer", "");
        String id = root.get("/operators/fred/sessions").at("/items/0/id").asString();
        assertThat(root.send("DELETE", "/operators/fred/sessions/" + id, null).statusCode())
                .isEqualTo(204);
        assertThat(fred.send("GET", "/session", null).statusCode()).isEqualTo(401);
        fred.login("fred", PASSWORD);
        assertThat(root.send("PATCH", "/operators/fred", "{\"disabled\":true}").statusCode())
                .isEqualTo(200);
        assertThat(fred.send("GET", "/session", null).statusCode()).isEqualTo(401);
        assertThat(new Browser().login("fred", PASSWORD).statusCode()).isEqualTo(401);
        var last = root.send("DELETE", "/operators/root", null);
        assertThat(last.body()).contains("\"code\":\"last-administrator\"");
    }

    @Test
    void eachRoleMayDoWhatItIsFor() {
        var viewer = person("gina", "viewer", "");
        assertThat(viewer.send("GET", "/stations", null).statusCode()).isEqualTo(200);
        assertThat(viewer.send("POST", "/sites", "{\"name\":\"Hers\"}").statusCode())
                .isEqualTo(403);
        for (String path : List.of("/operators", "/audit", "/api-tokens")) {
            assertThat(viewer.send("GET", path, null).statusCode()).as(path).isEqualTo(403);
        }
    }

    @Test
    void theAuditTellsWhoChangedWhatAndCannotBeChanged() {
        var hans = person("hans", "operator", "");
        hans.send("POST", "/stations", "{\"id\":\"AUDITED\",\"securityProfile\":0}");
        hans.send("PATCH", "/stations/AUDITED", "{\"securityProfile\":1,\"password\":\"0123456789abcdefgh\"}");
        hans.send("POST", "/stations/AUDITED/commands", "{\"type\":\"ClearCache\"}");
        hans.send("DELETE", "/stations/AUDITED", null);
        new Browser().login("hans", "not his password");

        JsonNode all = root.get("/audit?actor=hans").get("items");
        List<String> actions = new ArrayList<>();
        for (JsonNode entry : all) actions.add(entry.get("action").asString());
        assertThat(actions)
                .containsExactly(
                        "session.refused",
                        "station.deleted",
                        "command.ClearCache",
                        "station.changed",
                        "station.created",
                        "session.begun");
        JsonNode changed = root.get("/audit?object=station/AUDITED&action=station.changed")
                .get("items")
                .get(0);
        assertThat(changed.at("/before/securityProfile").asInt()).isEqualTo(0);
        assertThat(changed.at("/after/securityProfile").asInt()).isEqualTo(1);
        assertThat(changed.get("via").asString()).isEqualTo("password");
        assertThat(changed.get("remoteAddress").asString()).isEqualTo("127.0.0.1");
        JsonNode last = root.get("/audit?object=*/AUDITED&action=*.deleted").get("items");
        assertThat(last).hasSize(1);
        assertThat(root.get("/audit?actor=hans&newerThan="
                                + last.get(0).get("id").asLong())
                        .get("items"))
                .hasSize(1);
        assertThat(root.get("/audit?limit=500").toString())
                .doesNotContain(PASSWORD, "0123456789abcdefgh", "not his password");
        var jdbc = JdbcClient.create(server.dataSource());
        for (String statement :
                List.of("update audit_entry set actor = 'x'", "delete from audit_entry", "truncate audit_entry")) {
            assertThatThrownBy(() -> jdbc.sql(statement).update()).hasMessageContaining("cannot be changed");
        }
    }

    @Test
    void anApiTokenTellsWhenItWasLastUsed() throws Exception {
        String secret = JSON.readTree(root.send("POST", "/api-tokens", "{\"name\":\"meter\",\"role\":\"viewer\"}")
                        .body())
                .get("token")
                .asString();
        assertThat(token("meter").has("lastUsedAt")).isFalse();
        var asked = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/v1/health"))
                .header("Authorization", "Bearer " + secret)
                .build();
        var health = http.send(asked, HttpResponse.BodyHandlers.ofString());
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(health.body()).at("/database/reachable").asBoolean())
                .isTrue();
        assertThat(token("meter").has("lastUsedAt")).isTrue();
    }

    private JsonNode token(String name) {
        for (JsonNode one : root.get("/api-tokens").get("items")) {
            if (one.get("name").asString().equals(name)) return one;
        }
        throw new AssertionError("no token " + name);
    }

    @Test
    void sitesAreATree() {
        String zurich = """
                {"name":"Zurich","title":"Zürich HB","timeZone":"Europe/Zurich","currency":"CHF","latitude":47.378,"longitude":8.54,
                 "address":{"street":"Bahnhofplatz 15","postalCode":"8001","city":"Zürich","country":"CH"}}""";
        assertThat(root.send("POST", "/sites", zurich).statusCode()).isEqualTo(201);
        var deck = root.send("POST", "/sites", "{\"name\":\"Zurich deck 2\",\"parent\":\"Zurich\"}");
        JsonNode made = JSON.readTree(deck.body());
        assertThat(made.get("currency").asString()).isEqualTo("CHF");
        assertThat(made.get("parent").asString()).isEqualTo("Zurich");
        assertThat(root.send("PATCH", "/sites/Zurich", "{\"parent\":\"Zurich deck 2\"}")
                        .body())
                .contains("\"rule\":\"tree\"");
        assertThat(root.send("DELETE", "/sites/Zurich", null).body()).contains("site-in-use");
        for (String wrong : List.of(
                "{\"name\":\"A/B\"}",
                "{\"name\":\"W\",\"timeZone\":\"Mars/Olympus\"}",
                "{\"name\":\"W\",\"currency\":\"EURO\"}",
                "{\"name\":\"W\",\"latitude\":91,\"longitude\":0}",
                "{\"name\":\"W\",\"address\":{\"country\":\"Switzerland\"}}")) {
            assertThat(root.send("POST", "/sites", wrong).statusCode())
                    .as(wrong)
                    .isEqualTo(422);
        }
        assertThat(root.send("DELETE", "/sites/Zurich%20deck%202", null).statusCode())
                .isEqualTo(204);
    }
}
