package dev.stationmaster.app;

import dev.stationmaster.platform.StartRefused;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** What people would have entered before the demo begins, by the API: who signs in, sites, a tariff. */
final class DemoOperator {
    /** @param stations by their numbers */
    private record Place(
            String name,
            String city,
            String country,
            String zone,
            double latitude,
            double longitude,
            int watts,
            List<Integer> stations) {}

    private static final List<Place> PLACES = List.of(
            new Place("Riverside", "Hamburg", "DE", "Europe/Berlin", 53.5437, 9.9886, 400_000, List.of(1, 2, 3, 4, 5)),
            new Place(
                    "Station Square", "Munich", "DE", "Europe/Berlin", 48.1402, 11.5586, 500_000, List.of(6, 7, 8, 9)),
            new Place(
                    "Old Mill", "Rotterdam", "NL", "Europe/Amsterdam", 51.9173, 4.4843, 350_000, List.of(10, 11, 12)));

    private final URI api;
    private final String token;

    /** @param token of an administrator */
    DemoOperator(int port, String token) {
        this.api = URI.create("http://127.0.0.1:" + port + "/api/v1");
        this.token = token;
    }

    /** @throws StartRefused when the server does not take it */
    void prepare(String password) {
        try (var http = HttpClient.newHttpClient()) {
            send(http, "POST", "/operators", """
                    {"name": "demo", "role": "administrator", "password": "%s"}""".formatted(password));
            send(http, "POST", "/tariffs", """
                    {"id": "standard", "name": "Standard", "currency": "EUR", "taxPercent": 19,
                     "elements": [{"perKwh": "0.49", "perIdleMinute": "0.10"}], "idleGraceMinutes": 30}""");
            for (Place place : PLACES) enter(http, place);
        }
    }

    private void enter(HttpClient http, Place place) {
        send(http, "POST", "/sites", """
                {"name": "%s", "address": {"city": "%s", "country": "%s"}, "timeZone": "%s", "currency": "EUR",
                 "latitude": %s, "longitude": %s, "limit": {"watts": %d}}""".formatted(
                place.name, place.city, place.country, place.zone, place.latitude, place.longitude, place.watts));
        send(http, "PUT", "/tariff-assignments", """
                {"site": "%s", "tariff": "standard"}""".formatted(place.name));
        for (int number : place.stations) {
            send(http, "PATCH", "/stations/DEMO-%02d".formatted(number), "{\"site\": \"" + place.name + "\"}");
        }
    }

    private void send(HttpClient http, String method, String path, String json) {
        var request = HttpRequest.newBuilder(URI.create(api + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300)
                throw new StartRefused(
                        "The demo cannot be prepared: %s %s was answered %s".formatted(method, path, answer.body()));
        } catch (IOException failure) {
            throw new StartRefused("The demo cannot be prepared (%s).".formatted(failure.getMessage()), failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefused("The demo was interrupted.", e);
        }
    }
}
