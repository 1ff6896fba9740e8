package dev.stationmaster.provisioning;

import dev.stationmaster.platform.web.FieldProblem;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** YAML 1.2, and with it JSON, as a tree that knows its lines. */
final class YamlText {
    private static final int MAX_CHARACTERS = 100_000_000;

    private YamlText() {}

    /**
     * The tree of a text; null when there is nothing in it.
     *
     * @throws ProvisioningRefused with the line where it stops to be YAML
     */
    static @Nullable Node parse(String text) {
        var settings = LoadSettings.builder()
                .setLabel("provisioning")
                .setCodePointLimit(MAX_CHARACTERS)
                .setUseMarks(true)
                .build();
        try {
            return new Compose(settings).composeString(text).orElse(null);
        } catch (MarkedYamlEngineException broken) {
            int line = broken.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw refused(line, broken.getProblem());
        } catch (YamlEngineException broken) {
            throw refused(1, "cannot be read");
        } catch (StackOverflowError deep) {
            // The parser calls itself for every level; five are enough for any file.
            throw refused(1, "it is nested too deeply");
        }
    }

    /** What a node says, in one form: layout, comments, quotes and the order of keys make no difference. */
    static String content(Node node) {
        var text = new StringBuilder();
        write(node, text);
        return text.toString();
    }

    private static void write(Node node, StringBuilder text) {
        switch (node) {
            case ScalarNode scalar ->
                text.append(scalar.getValue().length()).append(':').append(scalar.getValue());
            case SequenceNode list -> {
                text.append('[');
                list.getValue().forEach(item -> write(item, text));
                text.append(']');
            }
            case MappingNode mapping -> {
                var sorted = new TreeMap<String, Node>();
                mapping.getValue().forEach(tuple -> sorted.put(content(tuple.getKeyNode()), tuple.getValueNode()));
                text.append('{');
                sorted.forEach((key, value) -> {
                    text.append(key).append('=');
                    write(value, text);
                });
                text.append('}');
            }
            default -> throw new IllegalStateException("a composed node is one of three kinds");
        }
    }

    private static ProvisioningRefused refused(int line, String problem) {
        return new ProvisioningRefused(
                List.of(new FieldProblem("", "syntax", "this is not YAML or JSON: " + problem + ".", line)));
    }
}
