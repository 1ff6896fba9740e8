package dev.stationmaster.conformance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The server's metrics at one moment, as Prometheus reads them. */
public final class Scrape {
    private final Map<String, Double> series = new TreeMap<>();
    private final Map<String, String> types = new TreeMap<>();

    private Scrape() {}

    /** Asks the server for them. */
    public static Scrape of(Csms csms) {
        URI url = csms.apiUrl().resolve("/actuator/prometheus");
        try (HttpClient http = HttpClient.newHttpClient()) {
            return read(http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString())
                    .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Scrape read(String text) {
        Scrape scrape = new Scrape();
        for (String line : text.split("\n")) {
            if (line.startsWith("# TYPE ")) {
                String[] words = line.split(" ");
                scrape.types.put(words[2], words[3]);
            } else if (!line.startsWith("#") && !line.isBlank()) {
                int end = line.lastIndexOf(' ');
                scrape.series.put(line.substring(0, end), Double.parseDouble(line.substring(end + 1)));
            }
        }
        return scrape;
    }

    /** Families with their types: counter, gauge, summary or histogram. */
    public Map<String, String> types() {
        return types;
    }

    /** Names of series, without labels, with the endings that a histogram's have. */
    public java.util.Set<String> names() {
        return series.keySet().stream()
                .map(one -> one.contains("{") ? one.substring(0, one.indexOf('{')) : one)
                .collect(Collectors.toSet());
    }

    /** Sum of all series of that name whose labels hold all of those texts, such as {@code what="messages"}. */
    public double sum(String name, String... labels) {
        return series.entrySet().stream()
                .filter(one -> one.getKey().equals(name) || one.getKey().startsWith(name + "{"))
                .filter(one -> java.util.Arrays.stream(labels).allMatch(one.getKey()::contains))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}
