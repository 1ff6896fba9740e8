package dev.stationmaster.app;

import dev.stationmaster.platform.ServerOptions;
import dev.stationmaster.platform.StartRefused;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * What was typed, checked. An option on the command line wins over the environment variable of the same meaning.
 *
 * @param verb what to do
 * @param operands what stands behind the verb and is no option, for example a file
 * @param properties the options as Spring properties
 */
record CommandLine(Verb verb, List<String> operands, Map<String, String> properties) {
    enum Verb {
        RUN,
        DEMO,
        BACKUP,
        RESTORE
    }

    private enum Option {
        DATA("--data", "stationmaster.data"),
        PORT("--port", "stationmaster.port"),
        OCPP_PORT("--ocpp-port", "stationmaster.ocpp-port"),
        OCPP_TLS_PORT("--ocpp-tls-port", "stationmaster.ocpp-tls-port"),
        PROVISION("--provision", "stationmaster.provision"),
        DATABASE_URL("--database-url", "stationmaster.database-url"),
        DATABASE_USER("--database-user", "stationmaster.database-user"),
        // Secrets only in the environment: everybody on the machine sees command lines.
        DATABASE_PASSWORD("", "stationmaster.database-password"),
        MASTER_KEY("", "stationmaster.master-key"),
        POSTGRES_BINARIES("--postgres-binaries", "stationmaster.postgres-binaries");

        final String flag;
        final String property;

        Option(String flag, String property) {
            this.flag = flag;
            this.property = property;
        }

        String variable() {
            return "STATIONMASTER_" + name();
        }

        static Optional<Option> named(String flag) {
            return Arrays.stream(values())
                    .filter(option -> option.flag.equals(flag))
                    .findFirst();
        }
    }

    /** @throws StartRefused naming the option and what it takes */
    static CommandLine of(List<String> words, Map<String, String> environment) {
        var values = new LinkedHashMap<Option, String>();
        for (var option : Option.values()) {
            var value = environment.get(option.variable());
            if (value != null && !value.isBlank()) {
                values.put(option, checked(option, value.strip(), option.variable()));
            }
        }
        var verb = verb(words.isEmpty() ? "run" : words.getFirst());
        var operands = new ArrayList<String>();
        for (var rest = words.stream().skip(1).iterator(); rest.hasNext(); ) {
            var word = rest.next();
            if (!word.startsWith("--")) {
                operands.add(word);
                continue;
            }
            var parts = word.split("=", 2);
            var option = Option.named(parts[0])
                    .orElseThrow(() -> new StartRefused(
                            "There is no option %s; ./stationmaster help lists them.".formatted(parts[0])));
            if (parts.length == 1 && !rest.hasNext()) {
                throw new StartRefused("The option %s needs a value behind it.".formatted(option.flag));
            }
            var value = parts.length == 2 ? parts[1] : rest.next();
            // A shell variable that is not set must not start on the default folder.
            if (value.isBlank()) throw new StartRefused("The option %s has an empty value.".formatted(option.flag));
            values.put(option, checked(option, value, option.flag));
        }
        var properties = new TreeMap<String, String>();
        values.forEach((option, value) -> properties.put(option.property, value));
        return new CommandLine(verb, operandsOf(verb, operands), properties);
    }

    /** The one file behind {@code backup} and {@code restore}. */
    Path file() {
        return Path.of(operands.getFirst());
    }

    ServerOptions options() {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("stationmaster", ServerOptions.class);
    }

    private static Verb verb(String word) {
        return switch (word) {
            case "run" -> Verb.RUN;
            case "demo" -> Verb.DEMO;
            case "backup" -> Verb.BACKUP;
            case "restore" -> Verb.RESTORE;
            default ->
                throw new StartRefused("There is no command %s; ./stationmaster help lists them.".formatted(word));
        };
    }

    private static List<String> operandsOf(Verb verb, List<String> operands) {
        var wanted = verb == Verb.BACKUP || verb == Verb.RESTORE ? 1 : 0;
        if (operands.size() < wanted) {
            throw new StartRefused("Name the file: ./stationmaster %s FILE."
                    .formatted(verb.name().toLowerCase(Locale.ROOT)));
        }
        if (operands.size() > wanted) {
            throw new StartRefused("Nothing is known about \"%s\"; ./stationmaster help lists commands and options."
                    .formatted(operands.get(wanted)));
        }
        return List.copyOf(operands);
    }

    private static String checked(Option option, String value, String source) {
        return switch (option) {
            case PORT, OCPP_PORT, OCPP_TLS_PORT -> port(value, source);
            case PROVISION -> readableFile(value, source);
            case DATA, POSTGRES_BINARIES -> path(value, source).toString();
            case DATABASE_URL, DATABASE_USER, DATABASE_PASSWORD, MASTER_KEY -> value;
        };
    }

    private static String port(String value, String source) {
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65_535) {
            throw new StartRefused("%s is \"%s\", but must be a port number from 1 to 65535, or 0 for a free one."
                    .formatted(source, value));
        }
        return value;
    }

    private static String readableFile(String value, String source) {
        var file = path(value, source);
        if (!Files.isRegularFile(file)) {
            throw new StartRefused(
                    "The provisioning file %s (from %s) is no file that exists.".formatted(file, source));
        }
        if (!Files.isReadable(file)) {
            throw new StartRefused("The provisioning file %s (from %s) cannot be read; change its permissions."
                    .formatted(file, source));
        }
        return file.toString();
    }

    private static Path path(String value, String source) {
        try {
            return Path.of(value);
        } catch (InvalidPathException invalid) {
            throw new StartRefused("%s is \"%s\", which is no path.".formatted(source, value), invalid);
        }
    }
}
