package dev.stationmaster.audit;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes secrets out of what is kept, by the names of their fields. */
final class AuditMask {
    private static final String MASK = "****";
    private static final Set<String> SECRET =
            Set.of("password", "token", "secret", "code", "link", "basicauthpassword", "newpassword", "old", "new");

    private AuditMask() {}

    static JsonNode masked(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (String name : new ArrayList<>(object.propertyNames())) {
                JsonNode value = object.get(name);
                if (SECRET.contains(name.toLowerCase(Locale.ROOT)) && value.isString()) object.put(name, MASK);
                else masked(value);
            }
        } else if (node.isArray()) {
            for (JsonNode item : node) masked(item);
        }
        return node;
    }
}
