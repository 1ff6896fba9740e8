package dev.stationmaster.conformance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.PackagedCsms;
import dev.stationmaster.conformance.harness.Scrape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/**
 * What a server of its own process uses at one moment.
 *
 * @param heapBytes in use after a full collection
 * @param rssBytes of the Java process
 * @param p99Micros of the answers since the last look; 0 when nobody measured
 */
record Vitals(long heapBytes, long rssBytes, long threads, long descriptors, long p99Micros) {
    private static final long MEGABYTE = 1L << 20;

    static Vitals of(PackagedCsms csms, long p99Micros) {
        collect(csms.pid());
        Path process = Path.of("/proc", "" + csms.pid());
        double heap = Scrape.of(csms).sum("jvm_memory_used_bytes", "area=\"heap\"");
        return new Vitals(
                (long) heap, 1024 * status(process, "VmRSS:"), status(process, "Threads:"), open(process), p99Micros);
    }

    private static void collect(long pid) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process asked = new ProcessBuilder(jcmd.toString(), "" + pid, "GC.run")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(asked.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long status(Path process, String field) {
        try {
            return Files.readAllLines(process.resolve("status")).stream()
                    .filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long open(Path process) {
        try (var files = Files.list(process.resolve("fd"))) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last third must not use noticeably more than the first third did; what came before the first look is warm-up. */
    static void assertFlat(List<Vitals> looks) {
        int third = Math.max(1, looks.size() / 3);
        List<Vitals> first = looks.subList(0, third);
        List<Vitals> last = looks.subList(looks.size() - third, looks.size());
        String all = String.join("\n", looks.stream().map(Vitals::toString).toList());
        assertGrowth(all, "heap", first, last, Vitals::heapBytes, 1.25, 16 * MEGABYTE);
        assertGrowth(all, "RSS", first, last, Vitals::rssBytes, 1.25, 48 * MEGABYTE);
        assertGrowth(all, "threads", first, last, Vitals::threads, 1, 20);
        assertGrowth(all, "file descriptors", first, last, Vitals::descriptors, 1, 20);
        assertGrowth(all, "p99", first, last, Vitals::p99Micros, 2, 50_000);
    }

    private static void assertGrowth(
            String all,
            String what,
            List<Vitals> first,
            List<Vitals> last,
            ToLongFunction<Vitals> of,
            double times,
            long plus) {
        long before = median(first, of);
        assertThat(median(last, of))
                .as("%s at the end, %d in the beginning; all looks:%n%s", what, before, all)
                .isLessThanOrEqualTo((long) (before * times) + plus);
    }

    private static long median(List<Vitals> looks, ToLongFunction<Vitals> of) {
        return looks.stream()
                .mapToLong(of)
                .sorted()
                .skip(looks.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public String toString() {
        return "heap %d MB, RSS %d MB, %d threads, %d descriptors, p99 %.1f ms"
                .formatted(heapBytes / MEGABYTE, rssBytes / MEGABYTE, threads, descriptors, p99Micros / 1000.0);
    }
}
