package dev.stationmaster.reservation;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.ledger.Columns;
import dev.stationmaster.ledger.FactWriter;
import dev.stationmaster.reservation.Reservation.State;
import dev.stationmaster.station.StationId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reservations in the database. */
@Repository
class ReservationStore implements FactWriter<Reservation, Void> {
    private static final String SAVE = """
            insert into reservation (id, station_id, wire_id, version, evse, connector_type, token, token_type, group_id, expires_at,
                                     state, reason, seen, requested_at, confirmed_at, ended_at, transaction_id, actor)
            select id, station, wire_id, version, evse, connector_type, token, token_type, group_id, %s, state, reason, seen,
                   %s, %s, %s, transaction::uuid, actor
            from unnest(?::uuid[], ?::int[], ?::int[], ?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::bigint[], ?::text[], ?::text[], ?::boolean[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[])
                 as new (id, station, wire_id, version, evse, connector_type, token, token_type, group_id, expires, state, reason, seen,
                         requested, confirmed, ended, transaction, actor)
            on conflict (id) do update set
                state = excluded.state, reason = excluded.reason, seen = excluded.seen, confirmed_at = excluded.confirmed_at,
                ended_at = excluded.ended_at, transaction_id = excluded.transaction_id
            """.formatted(
            Columns.time("expires"), Columns.time("requested"), Columns.time("confirmed"), Columns.time("ended"));

    private final JdbcClient jdbc;

    ReservationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Which ones are looked for; null is any.
     *
     * @param from that were not over by then
     * @param until that were asked for before then
     * @param before older than this one
     */
    record Filter(
            @Nullable StationId station,
            @Nullable State state,
            @Nullable Boolean open,
            @Nullable String token,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable UUID before) {}

    @Override
    public Class<Reservation> factType() {
        return Reservation.class;
    }

    @Override
    public int order() {
        return 620;
    }

    @Override
    public List<@Nullable Void> write(Connection connection, List<Reservation> facts) throws SQLException {
        Map<UUID, Reservation> last = LinkedHashMap.newLinkedHashMap(facts.size());
        for (Reservation fact : facts) last.put(fact.id(), fact);
        try (var save = connection.prepareStatement(SAVE)) {
            new Columns<>(save, List.copyOf(last.values()))
                    .uuids(Reservation::id)
                    .ints(one -> one.station().key())
                    .ints(Reservation::wireId)
                    .texts(Reservation::version)
                    .ints(Reservation::evse)
                    .texts(Reservation::connectorType)
                    .texts(one -> one.token().value())
                    .texts(one -> one.token().type())
                    .texts(Reservation::group)
                    .times(Reservation::expiresAt)
                    .texts(one -> word(one.state()))
                    .texts(Reservation::reason)
                    .flags(Reservation::seen)
                    .times(Reservation::requestedAt)
                    .times(Reservation::confirmedAt)
                    .times(Reservation::endedAt)
                    .texts(one ->
                            one.transaction() == null ? null : one.transaction().toString())
                    .texts(Reservation::actor);
            save.executeUpdate();
        }
        return Collections.nCopies(facts.size(), null);
    }

    /** As the API and the database write it. */
    static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** All that are not over. */
    List<Reservation> open() {
        return jdbc.sql("select * from reservation where state in ('requested', 'active') order by id")
                .query((row, _) -> reservation(row))
                .list();
    }

    Optional<Reservation> find(UUID id) {
        return jdbc.sql("select * from reservation where id = :id")
                .param("id", id)
                .query((row, _) -> reservation(row))
                .optional();
    }

    /** The newest of that number. */
    Optional<Reservation> find(StationId station, int wireId) {
        return jdbc.sql(
                        "select * from reservation where station_id = :station and wire_id = :wire order by id desc limit 1")
                .param("station", station.key())
                .param("wire", wireId)
                .query((row, _) -> reservation(row))
                .optional();
    }

    /** Whether that transaction is the use of a reservation already. */
    boolean usedBy(StationId station, UUID transaction) {
        return jdbc.sql(
                        "select exists (select 1 from reservation where station_id = :station and transaction_id = :transaction)")
                .param("station", station.key())
                .param("transaction", transaction)
                .query(Boolean.class)
                .single();
    }

    /** Newest first. */
    List<Reservation> list(Filter filter, int limit) {
        return jdbc.sql("""
                        select * from reservation
                        where (:station::int is null or station_id = :station)
                          and (:state::text is null or state = :state)
                          and (:open::boolean is null or (state in ('requested', 'active')) = :open)
                          and (:token::text is null or lower(token) = lower(:token))
                          and (:from::timestamptz is null or coalesce(ended_at, expires_at) > :from::timestamptz)
                          and (:until::timestamptz is null or requested_at < :until::timestamptz)
                          and (:before::uuid is null or id < :before)
                        order by id desc limit :limit
                        """)
                .param("station", filter.station == null ? null : filter.station.key(), Types.INTEGER)
                .param("state", filter.state == null ? null : word(filter.state), Types.VARCHAR)
                .param("open", filter.open, Types.BOOLEAN)
                .param("token", filter.token, Types.VARCHAR)
                .param("from", text(filter.from), Types.VARCHAR)
                .param("until", text(filter.until), Types.VARCHAR)
                .param("before", filter.before, Types.OTHER)
                .param("limit", limit)
                .query((row, _) -> reservation(row))
                .list();
    }

    /** A number that this station was not given before; from 1 on. */
    int nextNumber(StationId station) {
        return jdbc.sql("""
                        insert into reservation_number (station_id, next_id) values (:station, 2)
                        on conflict (station_id) do update
                            set next_id = case when reservation_number.next_id = 2147483647 then 1 else reservation_number.next_id + 1 end
                        returning next_id - 1
                        """)
                .param("station", station.key())
                .query(Integer.class)
                .single();
    }

    /** An operator has chosen that number; ours go on above it. */
    void numberTaken(StationId station, int number) {
        if (number == Integer.MAX_VALUE) return;
        jdbc.sql("""
                        insert into reservation_number (station_id, next_id) values (:station, :next)
                        on conflict (station_id) do update set next_id = greatest(reservation_number.next_id, excluded.next_id)
                        """).param("station", station.key()).param("next", number + 1).update();
    }

    private static Reservation reservation(ResultSet row) throws SQLException {
        return new Reservation(
                row.getObject("id", UUID.class),
                new StationId(row.getInt("station_id")),
                row.getInt("wire_id"),
                row.getString("version"),
                row.getObject("evse", Integer.class),
                row.getString("connector_type"),
                new IdToken(row.getString("token"), row.getString("token_type")),
                row.getString("group_id"),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                row.getBoolean("seen"),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                instant(row, "confirmed_at"),
                instant(row, "ended_at"),
                row.getObject("transaction_id", UUID.class),
                row.getString("actor"));
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
