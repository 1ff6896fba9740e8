package dev.stationmaster.provisioning;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** One mapping of a file with its lines; what is of the wrong kind becomes a finding and reads as absent. */
final class YamlMap {
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Findings findings;
    private final String path;
    private final int line;

    private YamlMap(Findings findings, String path, int line) {
        this.findings = findings;
        this.path = path;
        this.line = line;
    }

    /**
     * Reads the mapping.
     *
     * @param path of the mapping in the file; empty for the whole file
     * @param allowed the keys it may have
     * @return null when it is no mapping
     */
    static @Nullable YamlMap of(Node node, String path, Set<String> allowed, Findings findings) {
        if (!(node instanceof MappingNode mapping)) {
            findings.add(line(node), path, "type", "must be a mapping with the keys " + words(allowed) + ".");
            return null;
        }
        var map = new YamlMap(findings, path, line(node));
        for (var tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                findings.add(line(tuple.getKeyNode()), path, "type", "a key must be a word.");
            } else if (!allowed.contains(key.getValue())) {
                findings.add(
                        line(key),
                        map.path(key.getValue()),
                        "unknown",
                        "is not known here; expected " + words(allowed) + ".");
            } else if (map.values.containsKey(key.getValue())) {
                findings.add(line(key), map.path(key.getValue()), "duplicate", "stands here twice.");
            } else if (!isNull(tuple.getValueNode())) {
                map.values.put(key.getValue(), tuple.getValueNode());
            }
        }
        return map;
    }

    /** A text; numbers, dates and the like are taken as they are written. */
    @Nullable
    String text(String key) {
        var node = values.get(key);
        if (node == null) return null;
        if (node instanceof ScalarNode scalar) return scalar.getValue();
        findings.add(line(node), path(key), "type", key + " must be a text.");
        return null;
    }

    @Nullable
    Integer number(String key) {
        var text = text(key);
        if (text == null) return null;
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            findings.add(line(key), path(key), "type", key + " must be a whole number.");
            return null;
        }
    }

    @Nullable
    List<String> texts(String key) {
        var node = values.get(key);
        if (node == null) return null;
        var texts = new ArrayList<String>();
        for (Node item : items(key)) {
            if (item instanceof ScalarNode scalar) texts.add(scalar.getValue());
            else findings.add(line(item), path(key), "type", key + " must be a list of texts.");
        }
        return texts;
    }

    /** The members of a list; none when it is absent or no list. */
    List<Node> items(String key) {
        var node = values.get(key);
        if (node == null) return List.of();
        if (node instanceof SequenceNode list) return list.getValue();
        findings.add(line(node), path(key), "type", key + " must be a list.");
        return List.of();
    }

    @Nullable
    Node node(String key) {
        return values.get(key);
    }

    Set<String> keys() {
        return values.keySet();
    }

    /** The line of that key's value, or of the mapping when it is absent. */
    int line(String key) {
        var node = values.get(key);
        return node == null ? line : line(node);
    }

    int line() {
        return line;
    }

    String path() {
        return path;
    }

    String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    private static boolean isNull(Node node) {
        return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
    }

    private static String words(Set<String> allowed) {
        return String.join(", ", new TreeSet<>(allowed));
    }
}
