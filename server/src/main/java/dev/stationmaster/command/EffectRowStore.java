package dev.stationmaster.command;

import dev.stationmaster.command.CommandRowStore.Columns;
import dev.stationmaster.ledger.FactWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes effects of commands with the ledger's commits. */
@Component
class EffectRowStore implements FactWriter<EffectRow, Void> {
    private static final String UPDATE = """
            update command
            set effect_state = seen.state, effect_what = seen.what, effect_at = seen.at
            from unnest(?::uuid[], ?::text[], ?::text[], ?::timestamptz[]) as seen (id, state, what, at)
            where command.id = seen.id
            """;

    @Override
    public Class<EffectRow> factType() {
        return EffectRow.class;
    }

    @Override
    public int order() {
        return 401;
    }

    @Override
    public List<@Nullable Void> write(Connection connection, List<EffectRow> facts) throws SQLException {
        Map<UUID, EffectRow> last = new LinkedHashMap<>();
        for (EffectRow fact : facts) last.put(fact.command(), fact);
        List<EffectRow> rows = List.copyOf(last.values());
        try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
            var columns = new Columns<>(statement, rows);
            columns.add("uuid", EffectRow::command);
            columns.add("text", row -> row.effect().state().name().toLowerCase(Locale.ROOT));
            columns.add("text", row -> row.effect().what());
            columns.add(
                    "timestamptz", row -> CommandRowStore.timestamp(row.effect().at()));
            statement.executeUpdate();
        }
        return Collections.nCopies(facts.size(), null);
    }
}
