package dev.stationmaster.certificate;

import dev.stationmaster.certificate.SigningRequest.State;
import dev.stationmaster.ledger.Columns;
import dev.stationmaster.station.StationId;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Signing requests, and what came of them, in the database. */
@Repository
class SigningStore {
    private static final String REPLACE = """
            update signing_request set state = 'replaced', reason = 'a newer request came', ended_at = %s
            from unnest(?::int[], ?::text[], ?::bigint[]) as new (station, type, at)
            where station_id = new.station and certificate_type = new.type
              and state in ('received', 'awaitingApproval', 'signed')
            """.formatted(Columns.time("new.at"));

    private static final String INSERT = """
            insert into signing_request (id, station_id, certificate_type, request_id, csr, subject, state, reason, received_at,
                                         next_try_at, ended_at)
            select id, station, type, request, csr, subject, state, reason, %s, %s, case when state = 'refused' then %s end
            from unnest(?::uuid[], ?::int[], ?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[])
                 as new (id, station, type, request, csr, subject, state, reason, at)
            on conflict (id) do nothing
            """.formatted(Columns.time("at"), Columns.time("at"), Columns.time("at"));

    private final JdbcClient jdbc;

    SigningStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Kind(StationId station, String certificateType) {}

    /** Whether the station had a certificate of that type before. */
    boolean signedBefore(SigningRequest request) {
        return jdbc.sql(
                        "select exists (select from issued_certificate where station_id = :station and certificate_type = :type)")
                .param("station", request.station().key())
                .param("type", request.certificateType())
                .query(Boolean.class)
                .single();
    }

    /** One that was refused at the door replaces nothing. */
    List<@Nullable Void> requested(Connection connection, List<SigningRequested> facts) throws SQLException {
        Map<Kind, SigningRequest> last = new LinkedHashMap<>();
        for (SigningRequested fact : facts) {
            SigningRequest request = fact.request();
            last.put(new Kind(request.station(), request.certificateType()), request);
        }
        List<SigningRequest> all = List.copyOf(last.values());
        List<SigningRequest> open =
                all.stream().filter(one -> one.state() != State.REFUSED).toList();
        if (!open.isEmpty()) {
            try (var replace = connection.prepareStatement(REPLACE)) {
                new Columns<>(replace, open)
                        .ints(one -> one.station().key())
                        .texts(SigningRequest::certificateType)
                        .times(SigningRequest::receivedAt);
                replace.executeUpdate();
            }
        }
        try (var insert = connection.prepareStatement(INSERT)) {
            new Columns<>(insert, all)
                    .uuids(SigningRequest::id)
                    .ints(one -> one.station().key())
                    .texts(SigningRequest::certificateType)
                    .ints(SigningRequest::requestId)
                    .texts(SigningRequest::csr)
                    .texts(SigningRequest::subject)
                    .texts(one -> one.state().word())
                    .texts(SigningRequest::reason)
                    .times(SigningRequest::receivedAt);
            insert.executeUpdate();
        }
        return Collections.nCopies(facts.size(), null);
    }

    List<SigningRequest> toSign(Instant now, int limit) {
        return jdbc.sql("""
                        select * from signing_request where state = 'received' and next_try_at <= :now
                        order by next_try_at limit :limit
                        """)
                .param("now", at(now))
                .param("limit", limit)
                .query((row, _) -> request(row))
                .list();
    }

    List<SigningRequest> toDeliver(Collection<Integer> stations, Instant now) {
        return jdbc.sql("""
                        select * from signing_request
                        where state = 'signed' and next_try_at <= :now and station_id = any(:stations::int[])
                        order by next_try_at
                        """)
                .param("now", at(now))
                .param("stations", stations.toArray(Integer[]::new))
                .query((row, _) -> request(row))
                .list();
    }

    /** The stations for which something signed waits. */
    List<Integer> waiting() {
        return jdbc.sql("select distinct station_id from signing_request where state = 'signed'")
                .query(Integer.class)
                .list();
    }

    /** Its station is back: the next try is now. */
    void tryNow(StationId station, Instant now) {
        jdbc.sql("update signing_request set next_try_at = :now where station_id = :station and state = 'signed'")
                .param("now", at(now))
                .param("station", station.key())
                .update();
    }

    void later(UUID id, Instant nextTryAt, @Nullable String reason) {
        jdbc.sql("""
                        update signing_request set attempts = attempts + 1, next_try_at = :next, reason = :reason
                        where id = :id and state in ('received', 'signed')
                        """)
                .param("next", at(nextTryAt))
                .param("reason", reason)
                .param("id", id)
                .update();
    }

    /** @return false when it was replaced meanwhile, or decided on; then nothing is stored */
    @Transactional
    public boolean signed(SigningRequest request, List<X509Certificate> chain, Instant now) {
        UUID id = UUID.randomUUID();
        int updated = jdbc.sql("""
                        update signing_request
                        set state = 'signed', certificate_id = :certificate, attempts = 0, next_try_at = :now, reason = null
                        where id = :id and state = 'received'
                        """)
                .param("certificate", id)
                .param("now", at(now))
                .param("id", request.id())
                .update();
        if (updated == 0) return false;
        X509Certificate own = chain.getFirst();
        jdbc.sql("""
                        insert into issued_certificate (id, station_id, certificate_type, issuer, serial_number, subject, fingerprint,
                                                        chain, not_before, not_after, issued_at, state)
                        values (:id, :station, :type, :issuer, :serial, :subject, :fingerprint, :chain, :begin, :end, :now, 'issued')
                        """)
                .param("id", id)
                .param("station", request.station().key())
                .param("type", request.certificateType())
                .param("issuer", StationAuthorities.issuer(own))
                .param("serial", Pem.serial(own))
                .param("subject", own.getSubjectX500Principal().getName())
                .param("fingerprint", Pem.fingerprint(own))
                .param("chain", Pem.text(chain))
                .param("begin", at(own.getNotBefore().toInstant()))
                .param("end", at(own.getNotAfter().toInstant()))
                .param("now", at(now))
                .update();
        return true;
    }

    /** The station took it: what it had before of that kind is superseded, though not invalid. */
    @Transactional
    public void accepted(SigningRequest request, Instant now) {
        jdbc.sql("""
                        update issued_certificate set state = 'superseded'
                        where station_id = :station and certificate_type = :type and state = 'inUse' and id <> :certificate
                        """)
                .param("station", request.station().key())
                .param("type", request.certificateType())
                .param("certificate", request.certificateId())
                .update();
        answered(request, State.ACCEPTED, "inUse", null, now);
    }

    /** What it has stays as it is. */
    @Transactional
    public void rejected(SigningRequest request, @Nullable String reason, Instant now) {
        answered(request, State.REJECTED, "rejected", reason, now);
    }

    private void answered(
            SigningRequest request, State state, String certificate, @Nullable String reason, Instant now) {
        jdbc.sql("update issued_certificate set state = :state where id = :id")
                .param("state", certificate)
                .param("id", request.certificateId())
                .update();
        jdbc.sql("update signing_request set state = :state, reason = :reason, ended_at = :now where id = :id")
                .param("state", state.word())
                .param("reason", reason)
                .param("now", at(now))
                .param("id", request.id())
                .update();
    }

    /** We will not sign it. @param decidedBy null when no operator decided */
    boolean refused(UUID id, String reason, @Nullable String decidedBy, Instant now) {
        return jdbc.sql("""
                        update signing_request set state = 'refused', reason = :reason, decided_by = :by, ended_at = :now
                        where id = :id and state in ('received', 'awaitingApproval')
                        """)
                        .param("reason", reason)
                        .param("by", decidedBy)
                        .param("now", at(now))
                        .param("id", id)
                        .update()
                > 0;
    }

    boolean approved(UUID id, String decidedBy, Instant now) {
        return jdbc.sql("""
                        update signing_request set state = 'received', decided_by = :by, next_try_at = :now
                        where id = :id and state = 'awaitingApproval'
                        """)
                        .param("by", decidedBy)
                        .param("now", at(now))
                        .param("id", id)
                        .update()
                > 0;
    }

    Optional<SigningRequest> find(UUID id) {
        return jdbc.sql("select * from signing_request where id = :id")
                .param("id", id)
                .query((row, _) -> request(row))
                .optional();
    }

    /** Where a page of the list begins: after this one. */
    record Place(Instant receivedAt, UUID id) {}

    /** Newest first. @param stations keys of those that count; null for all @param states empty for all */
    List<SigningRequest> list(
            @Nullable Collection<Integer> stations, Collection<String> states, @Nullable Place after, int limit) {
        return jdbc.sql("""
                        select * from signing_request
                        where (:everywhere or station_id = any(:stations::int[])) and (:everyState or state = any(:states::text[]))
                          and (:first or (received_at, id) < (:after::timestamptz, :id::uuid))
                        order by received_at desc, id desc limit :limit
                        """)
                .param("everywhere", stations == null)
                .param("stations", stations == null ? new Integer[0] : stations.toArray(Integer[]::new))
                .param("everyState", states.isEmpty())
                .param("states", states.toArray(String[]::new))
                .param("first", after == null)
                .param("after", after == null ? null : at(after.receivedAt))
                .param("id", after == null ? null : after.id)
                .param("limit", limit)
                .query((row, _) -> request(row))
                .list();
    }

    /** How many are in each state. @param since of those that ended, only the ones since then */
    Map<String, Integer> counts(@Nullable Collection<Integer> stations, Instant since) {
        Map<String, Integer> found = new LinkedHashMap<>();
        jdbc.sql("""
                        select state, count(*) as requests from signing_request
                        where (:everywhere or station_id = any(:stations::int[])) and (ended_at is null or ended_at >= :since)
                        group by state
                        """)
                .param("everywhere", stations == null)
                .param("stations", stations == null ? new Integer[0] : stations.toArray(Integer[]::new))
                .param("since", at(since))
                .query(row -> {
                    found.put(row.getString("state"), row.getInt("requests"));
                });
        return found;
    }

    private static SigningRequest request(ResultSet row) throws SQLException {
        Timestamp ended = row.getTimestamp("ended_at");
        return new SigningRequest(
                row.getObject("id", UUID.class),
                new StationId(row.getInt("station_id")),
                row.getString("certificate_type"),
                row.getObject("request_id", Integer.class),
                row.getString("csr"),
                row.getString("subject"),
                State.of(row.getString("state")),
                row.getString("reason"),
                row.getObject("certificate_id", UUID.class),
                row.getInt("attempts"),
                row.getTimestamp("received_at").toInstant(),
                row.getTimestamp("next_try_at").toInstant(),
                ended == null ? null : ended.toInstant(),
                row.getString("decided_by"));
    }

    private static java.time.OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
