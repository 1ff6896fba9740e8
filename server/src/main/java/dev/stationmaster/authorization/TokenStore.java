package dev.stationmaster.authorization;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tokens in the database. */
@Repository
class TokenStore {
    private static final String COLUMNS =
            "select value, type, status, valid_until, group_id, max_concurrent, language, personal_message, allowed_at, created_at, changed_at from token";

    private static final String SAVE = """
            insert into token (value_folded, type, value, status, valid_until, group_id, max_concurrent, language, personal_message,
                   allowed_at, created_at, changed_at)
            select folded, type, value, status, valid_until, group_id, max_concurrent, language, personal_message, allowed_at, at, at
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::int[], ?::text[], ?::text[],
                        ?::text[], ?::timestamptz[])
                 as new (folded, type, value, status, valid_until, group_id, max_concurrent, language, personal_message, allowed_at, at)
            on conflict (value_folded, type) do update set
                value = excluded.value, status = excluded.status, valid_until = excluded.valid_until,
                group_id = excluded.group_id, max_concurrent = excluded.max_concurrent, language = excluded.language,
                personal_message = excluded.personal_message, allowed_at = excluded.allowed_at,
                changed_at = excluded.changed_at
            """;

    private static final String DELETE = """
            delete from token using unnest(?::text[], ?::text[]) as gone (folded, type)
            where token.value_folded = gone.folded and token.type = gone.type
            """;

    private final JdbcClient jdbc;

    TokenStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A token with the times of its row. */
    record Stored(Token token, Instant createdAt, Instant changedAt) {}

    /** All of them, in one query. Words that many tokens share are kept once. */
    List<Token> loadAll() {
        Map<String, String> words = new HashMap<>();
        return jdbc.sql(
                        "select value, type, status, valid_until, group_id, max_concurrent, language, personal_message, allowed_at from token")
                .withFetchSize(10_000)
                .query((row, _) -> token(row, words))
                .list();
    }

    Optional<Stored> find(IdToken id) {
        return jdbc.sql(COLUMNS + " where value_folded = :folded and lower(type) = lower(:type)")
                .param("folded", TokenDirectory.folded(id.value()))
                .param("type", id.type())
                .query((row, _) -> stored(row))
                .optional();
    }

    /** @param accepted how many of its tokens may charge as far as their status goes */
    record Group(String group, int tokens, int accepted) {}

    /** The groups in the order of their names, upper and lower case being the same. */
    List<Group> groups(@Nullable String after, int limit) {
        return jdbc.sql("""
                select min(group_id) as name, count(*) as tokens, count(*) filter (where status = 'accepted') as accepted
                from token where group_id is not null and (:after::text is null or lower(group_id) > :after)
                group by lower(group_id) order by lower(group_id) limit :limit
                """)
                .param("after", after, Types.VARCHAR)
                .param("limit", limit)
                .query((row, _) -> new Group(row.getString("name"), row.getInt("tokens"), row.getInt("accepted")))
                .list();
    }

    /** In the order of their values, then types. @param group its members only; null for all */
    List<Stored> list(
            @Nullable String text,
            @Nullable String group,
            @Nullable String afterValue,
            @Nullable String afterType,
            int limit) {
        return jdbc.sql(COLUMNS + """
                 where (:value::text is null or (value_folded, type) > (:value, :type))
                   and (:group::text is null or lower(group_id) = lower(:group))
                   and (:text::text is null or position(lower(:text) in value_folded) > 0 or lower(group_id) = lower(:text))
                 order by value_folded, type limit :limit
                """)
                .param("value", afterValue, Types.VARCHAR)
                .param("type", afterType, Types.VARCHAR)
                .param("text", text, Types.VARCHAR)
                .param("group", group, Types.VARCHAR)
                .param("limit", limit)
                .query((row, _) -> stored(row))
                .list();
    }

    List<@Nullable Void> save(Connection connection, List<TokenSaved> facts) throws SQLException {
        Map<List<String>, TokenSaved> last = LinkedHashMap.newLinkedHashMap(facts.size());
        for (var fact : facts) last.put(key(fact.token().id()), fact);
        Object[][] columns = new Object[11][last.size()];
        int row = 0;
        for (var fact : last.values()) {
            var token = fact.token();
            columns[0][row] = TokenDirectory.folded(token.id().value());
            columns[1][row] = token.id().type();
            columns[2][row] = token.id().value();
            columns[3][row] = TokenWords.of(token.status());
            columns[4][row] =
                    token.validUntil() == null ? null : token.validUntil().toString();
            columns[5][row] = token.group();
            columns[6][row] = token.maxConcurrent();
            columns[7][row] = token.language();
            columns[8][row] = token.personalMessage();
            columns[9][row] = AllowedAt.text(token.allowedAt());
            columns[10][row] = fact.at().toString();
            row++;
        }
        var types = List.of(
                "text", "text", "text", "text", "timestamptz", "text", "int4", "text", "text", "text", "timestamptz");
        try (var save = connection.prepareStatement(SAVE)) {
            for (int i = 0; i < columns.length; i++)
                save.setArray(i + 1, connection.createArrayOf(types.get(i), columns[i]));
            save.executeUpdate();
        }
        return Collections.nCopies(facts.size(), null);
    }

    List<@Nullable Void> delete(Connection connection, List<TokenDeleted> facts) throws SQLException {
        var values = facts.stream()
                .map(fact -> TokenDirectory.folded(fact.token().value()))
                .toArray();
        var types = facts.stream().map(fact -> fact.token().type()).toArray();
        try (var delete = connection.prepareStatement(DELETE)) {
            delete.setArray(1, connection.createArrayOf("text", values));
            delete.setArray(2, connection.createArrayOf("text", types));
            delete.executeUpdate();
        }
        return Collections.nCopies(facts.size(), null);
    }

    private static List<String> key(IdToken id) {
        return List.of(TokenDirectory.folded(id.value()), id.type());
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                token(row, new HashMap<>()),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }

    private static Token token(ResultSet row, Map<String, String> words) throws SQLException {
        var end = row.getObject("valid_until", OffsetDateTime.class);
        var group = row.getString("group_id");
        var type = row.getString("type");
        return new Token(
                new IdToken(row.getString("value"), words.computeIfAbsent(type, word -> word)),
                TokenWords.status(row.getString("status")).orElse(Verdict.Status.INVALID),
                end == null ? null : end.toInstant(),
                group == null ? null : words.computeIfAbsent(group, word -> word),
                row.getObject("max_concurrent", Integer.class),
                row.getString("language"),
                row.getString("personal_message"),
                AllowedAt.of(row.getString("allowed_at")));
    }
}
