package dev.stationmaster.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.app.TestServer;
import dev.stationmaster.platform.postgres.TestPostgres;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OidcIT {
    @TempDir
    private Path folder;

    private HttpClient browser = newBrowser();

    private static HttpClient newBrowser() {
        return HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    }

    @Test
    void aProviderSaysWhoSomebodyIsAndWhatHeMayDo() throws Exception {
        try (var provider = new OidcProvider(folder);
                var server = TestServer.start(
                        "",
                        TestPostgres.freshDatabase(),
                        Map.of(
                                "stationmaster.oidc.issuer",
                                provider.issuer(),
                                "stationmaster.oidc.client-secret",
                                OidcProvider.SECRET,
                                "stationmaster.oidc.role-claim",
                                "groups",
                                "stationmaster.oidc.roles.csms-operators",
                                "operator"))) {
            String base = "http://localhost:" + server.port();
            provider.register(base + "/login/oauth2/code/oidc");
            assertThat(get(base + "/api/v1/session/options").body())
                    .contains("\"start\":\"/oauth2/authorization/oidc\"");

            var home = login(base, "olga");
            assertThat(home).isEqualTo(base + "/");
            var session = get(base + "/api/v1/session");
            assertThat(session.statusCode()).as(session.body()).isEqualTo(200);
            assertThat(session.body()).contains("\"name\":\"olga\"", "\"role\":\"operator\"", "\"via\":\"oidc\"");
            assertThat(server.get("/api/v1/operators/olga").body()).contains("\"hasPassword\":false");
            assertThat(server.get("/api/v1/audit?action=session.begun").body()).contains("olga");

            browser = newBrowser();
            assertThat(login(base, "otto")).endsWith("/login?error=no-role");
            assertThat(get(base + "/api/v1/session").statusCode()).isEqualTo(401);
            browser = newBrowser();
            // Somebody else's answer is of no use in this browser.
            var forged = get(base + "/login/oauth2/code/oidc?code=guessed&state=guessed");
            assertThat(forged.headers().firstValue("Location").orElse("")).contains("/login?error=oidc");
        }
    }

    /** Goes to the provider, proves who he is there, and comes back. @return where our server sends him then */
    private String login(String base, String name) throws Exception {
        String there = location(get(base + "/oauth2/authorization/oidc"));
        String basic = Base64.getEncoder().encodeToString((name + ":" + name).getBytes(StandardCharsets.UTF_8));
        var proof = HttpRequest.newBuilder(URI.create(there).resolve("/"))
                .header("Authorization", "Basic " + basic)
                .build();
        browser.send(proof, HttpResponse.BodyHandlers.discarding());
        String back = location(get(there));
        assertThat(back).startsWith(base + "/login/oauth2/code/oidc");
        return location(get(back));
    }

    private HttpResponse<String> get(String url) throws Exception {
        return browser.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(300, 399);
        return answer.headers().firstValue("Location").orElseThrow();
    }
}
