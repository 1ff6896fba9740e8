package dev.stationmaster.ocpp.codegen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Schemas in, Java sources out. Arguments: the folder with package.json (the schemas' npm package is fetched there when it is
 * absent), and the folder for the sources. Does nothing when neither the schemas nor this program changed since the last run.
 */
public final class Generator {
    private static final String SCHEMAS = "node_modules/ocpp-rpc/lib/schemas/";

    private Generator() {}

    public static void main(String[] arguments) throws Exception {
        var schemas = Path.of(arguments[0]);
        var output = Path.of(arguments[1]);
        var files = new TreeMap<String, Path>();
        Map.of("1.6", "ocpp1_6.json", "2.0.1", "ocpp2_0_1.json", "2.1", "ocpp2_1.json")
                .forEach((version, file) -> files.put(version, schemas.resolve(SCHEMAS + file)));
        if (!files.values().stream().allMatch(Files::exists)) {
            fetch(schemas);
        }
        var stamp = output.resolve("inputs.sha256");
        var fingerprint = fingerprint(files);
        if (Files.exists(stamp) && Files.readString(stamp).equals(fingerprint)) {
            return;
        }
        var sources = sources(files);
        removeOthers(output, sources);
        for (var source : sources.entrySet()) {
            writeIfChanged(output.resolve(source.getKey()), source.getValue());
        }
        Files.writeString(stamp, fingerprint);
    }

    private static Map<String, String> sources(Map<String, Path> files) {
        var v16 = SchemaReader.read("1.6", files.get("1.6"));
        var v201 = SchemaReader.read("2.0.1", files.get("2.0.1"));
        var v21 = SchemaReader.read("2.1", files.get("2.1"));
        var sources = new TreeMap<String, String>();
        family(sources, "v16", "The messages of OCPP 1.6, as records.", List.of(v16), List.of("V16Shapes"));
        family(
                sources,
                "v2",
                "The messages of OCPP 2.0.1 and 2.1, as one tree of records in the shape of 2.1.",
                List.of(v201, v21),
                List.of("V201Shapes", "V21Shapes"));
        return sources;
    }

    private static void family(
            Map<String, String> sources, String name, String sentence, List<SchemaSet> versions, List<String> shapes) {
        var family = new Family("dev.stationmaster.ocpp." + name, versions);
        var records = new RecordWriter(family);
        var base = "dev/stationmaster/ocpp/";
        sources.put(base + name + "/package-info.java", records.packageInfo(sentence));
        family.records().forEach(r -> sources.put(base + name + "/" + r.name() + ".java", records.write(r)));
        var tables = new TableWriter(family);
        var access = SchemaReader.capital(name) + "Access";
        sources.put(base + access + ".java", tables.access(access));
        for (int i = 0; i < shapes.size(); i++) {
            sources.put(base + shapes.get(i) + ".java", tables.shapes(shapes.get(i), versions.get(i), access));
        }
    }

    private static void fetch(Path schemas) throws IOException, InterruptedException {
        System.out.println("Fetching the OCPP schemas (npm ci in " + schemas + ") ...");
        try {
            var npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                    .directory(schemas.toFile())
                    .inheritIO()
                    .start();
            if (npm.waitFor() != 0) {
                throw new IllegalStateException("npm ci failed in " + schemas + " (its message stands above). The OCPP"
                        + " schemas come from the npm package ocpp-rpc; is the npm registry reachable?");
            }
        } catch (IOException missing) {
            throw new IllegalStateException(
                    "npm was not found. The first build fetches the OCPP schemas with it: install Node.js (with npm), or"
                            + " run 'npm ci --ignore-scripts' in " + schemas + " by other means.",
                    missing);
        }
    }

    /** Of the schemas and of this program: either may change what is written. */
    private static String fingerprint(Map<String, Path> files) throws Exception {
        var digest = sha256();
        for (var file : files.values()) {
            digest.update(Files.readAllBytes(file));
        }
        var program = Path.of(Generator.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (var classes = Files.walk(program)) {
            classes.filter(Files::isRegularFile).sorted().forEach(file -> {
                try {
                    digest.update(Files.readAllBytes(file));
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(unreadable);
                }
            });
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void removeOthers(Path output, Map<String, String> sources) throws IOException {
        if (!Files.exists(output)) {
            return;
        }
        try (var present = Files.walk(output)) {
            for (var file : present.filter(Files::isRegularFile).toList()) {
                if (!sources.containsKey(output.relativize(file).toString())) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void writeIfChanged(Path file, String source) throws IOException {
        if (Files.exists(file) && Files.readString(file).equals(source)) {
            return;
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
    }
}
