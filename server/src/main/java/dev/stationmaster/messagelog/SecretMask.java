package dev.stationmaster.messagelog;

import dev.stationmaster.station.StationId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Takes passwords, keys and PINs out of a frame before it is stored (A01.FR.09, C04.FR.04). Only the values are replaced; every other byte,
 * and that it is JSON, stays as it was sent.
 */
@Component
final class SecretMask {
    private static final byte[] MASK = "\"***\"".getBytes(StandardCharsets.US_ASCII);
    private static final Set<String> VALUES = Set.of("value", "attributeValue", "actualValue");
    private static final Set<String> ALWAYS_READ = Set.of("SetVariables", "ChangeConfiguration");
    private static final Pattern CREDENTIALS = Pattern.compile("(//[^/?\"@\\s:]*:)[^/?\"\\s]*(?=@)");
    /** One-time credentials in the path of the built-in file service. */
    private static final Pattern FILE_SECRET = Pattern.compile("(/files/\\d+/)[0-9a-f]{32}");

    private static final JsonFactory JSON = new JsonFactory();

    private final List<SecretVariables> declared;

    SecretMask(ObjectProvider<SecretVariables> declared) {
        this.declared = declared.stream().toList();
    }

    /** The exchange without its secrets; the same one when it has none. */
    Exchange masked(Exchange exchange) {
        byte[] request = masked(exchange, exchange.request());
        byte[] response = exchange.response() == null ? null : masked(exchange, exchange.response());
        if (request == exchange.request() && response == exchange.response()) return exchange;
        return exchange.saying(request, response);
    }

    private byte[] masked(Exchange exchange, byte[] frame) {
        boolean read = !declared.isEmpty() && ALWAYS_READ.contains(exchange.action());
        if (!read && !SecretScan.suspicious(frame)) return frame;
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), frame)) {
            var reading = new Reading(parser, exchange.station());
            reading.run();
            return splice(frame, reading.secrets);
        } catch (JacksonException e) {
            return ("[not stored: " + frame.length + " bytes that are no JSON and may hold a secret]")
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    private static byte[] splice(byte[] frame, List<Span> secrets) {
        if (secrets.isEmpty()) return frame;
        var out = new ByteArrayOutputStream(frame.length);
        int from = 0;
        for (Span secret : secrets.stream()
                .sorted(Comparator.comparingInt(Span::start))
                .distinct()
                .toList()) {
            if (secret.start < from) continue; // already inside a masked one
            out.write(frame, from, secret.start - from);
            out.writeBytes(secret.instead);
            from = secret.end;
        }
        out.write(frame, from, frame.length - from);
        return out.toByteArray();
    }

    private record Span(int start, int end, byte[] instead) {}

    /** An object or array that is open while reading, and what in it would be secret if it turned out so: names may come after values. */
    private static final class Scope {
        final String name;
        final boolean all;
        final List<Span> values = new ArrayList<>();
        final List<Span> tokens = new ArrayList<>();
        boolean secret;
        boolean keyCode;
        String ownName = "";
        String component = "";

        @Nullable
        String variable;

        Scope(String name, boolean all) {
            this.name = name;
            this.all = all;
        }
    }

    private final class Reading {
        final List<Span> secrets = new ArrayList<>();
        private final Deque<Scope> open = new ArrayDeque<>();
        private final JsonParser parser;
        private final StationId station;

        Reading(JsonParser parser, StationId station) {
            this.parser = parser;
            this.station = station;
            open.push(new Scope("", false));
        }

        void run() {
            for (JsonToken token; (token = parser.nextToken()) != null; ) {
                switch (token) {
                    case START_OBJECT, START_ARRAY -> {
                        String name = name();
                        open.push(new Scope(name, scope().all || SecretScan.secretName(name)));
                    }
                    case END_OBJECT -> closeObject();
                    case END_ARRAY -> {
                        Scope array = open.pop();
                        scope().values.addAll(array.values);
                    }
                    case PROPERTY_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> {}
                    case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE, VALUE_NULL ->
                        value();
                }
            }
        }

        private Scope scope() {
            return open.element();
        }

        /** Of the member that is being read; in an array the array's. */
        private String name() {
            String member = parser.streamReadContext().inObject() ? parser.currentName() : null;
            // On START_OBJECT the context is already the new one, which has no name yet.
            if (parser.currentToken().isStructStart())
                member = parser.streamReadContext().getParent().currentName();
            return member == null ? scope().name : member;
        }

        private void value() {
            Scope scope = scope();
            String name = name();
            String text = parser.getString();
            int start = (int) parser.currentTokenLocation().getByteOffset();
            int end = (int) parser.currentLocation().getByteOffset();
            var span = new Span(start, end, MASK);
            if (scope.all || SecretScan.secretName(name) || (scope.name.equals("vpn") && name.equals("key")))
                secrets.add(span);
            if (VALUES.contains(name)) scope.values.add(span);
            switch (name) {
                case "key" -> scope.variable = text;
                case "name" -> scope.ownName = text;
                case "mutability" -> scope.secret |= text.equalsIgnoreCase("WriteOnly");
                case "type" -> scope.keyCode |= text.equalsIgnoreCase("KeyCode");
                case "idToken" -> scope.tokens.add(span);
                default -> {}
            }
            if (parser.currentToken() == JsonToken.VALUE_STRING) inside(text, start, end);
        }

        /** A string may hold a URL with credentials, or JSON of its own (DataTransfer). */
        private void inside(String text, int start, int end) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            boolean url = text.contains("//");
            if (url
                    && (CREDENTIALS.matcher(text).find()
                            || FILE_SECRET.matcher(text).find())) {
                String without = CREDENTIALS.matcher(text).replaceAll("$1***");
                without = FILE_SECRET.matcher(without).replaceAll("$1***");
                secrets.add(new Span(start, end, quoted(without)));
            } else if ((text.indexOf('{') >= 0 || text.indexOf('=') >= 0) && SecretScan.suspicious(bytes)) {
                secrets.add(new Span(start, end, MASK));
            }
        }

        private void closeObject() {
            Scope closed = open.pop();
            Scope parent = scope();
            String variable = closed.variable;
            if (closed.secret || (variable != null && isSecret(closed.component, variable))) {
                secrets.addAll(closed.values);
            } else {
                parent.values.addAll(closed.values);
            }
            if (closed.keyCode) secrets.addAll(closed.tokens);
            if (closed.name.equals("variable")) parent.variable = closed.ownName;
            if (closed.name.equals("component")) parent.component = closed.ownName;
        }

        private boolean isSecret(String component, String variable) {
            if (SecretScan.secretName(variable)) return true;
            for (SecretVariables variables : declared) {
                if (variables.isSecret(station, component, variable)) return true;
            }
            return false;
        }
    }

    private static byte[] quoted(String text) {
        var out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') out.append('\\').append(c);
            else if (c < ' ') out.append(String.format("\\u%04x", (int) c));
            else out.append(c);
        }
        return out.append('"').toString().getBytes(StandardCharsets.UTF_8);
    }
}
