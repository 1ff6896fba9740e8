package dev.stationmaster.ocpp;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A document that was valid and got one change.
 *
 * @param keyword the schema's keyword that is tried
 * @param refusal what the violation should say; null when the change is lawful
 * @param disputed whether the independent validator is known to be wrong here
 */
record Mutation(
        String keyword,
        String where,
        JsonNode document,
        @Nullable ErrorCode refusal,
        boolean disputed) {
    @Override
    public String toString() {
        return keyword + " at " + where;
    }
}
