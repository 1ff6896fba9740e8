package dev.stationmaster.certificate;

import dev.stationmaster.certificate.Contract.Certificate;
import dev.stationmaster.certificate.Contract.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Contracts of the test pool in the database. */
@Repository
class ContractStore {
    private final JdbcClient jdbc;

    ContractStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return false when there is one of that eMAID already */
    boolean insert(Contract contract) {
        return jdbc.sql("""
                        insert into contract (id, emaid, emaid_key, vehicle, days, state, created_at, created_by)
                        values (:id, :emaid, :key, :vehicle, :days, :state, :at, :by) on conflict (emaid_key) do nothing
                        """)
                        .param("id", contract.id())
                        .param("emaid", contract.emaid())
                        .param("key", ContractChain.key(contract.emaid()))
                        .param("vehicle", contract.vehicle())
                        .param("days", contract.days())
                        .param("state", word(contract.state()))
                        .param("at", at(contract.createdAt()))
                        .param("by", contract.createdBy())
                        .update()
                > 0;
    }

    Optional<Contract> find(UUID id) {
        return jdbc.sql("select * from contract where id = :id")
                .param("id", id)
                .query((row, _) -> contract(row))
                .optional();
    }

    Optional<Contract> byEmaid(String emaid) {
        return jdbc.sql("select * from contract where emaid_key = :key")
                .param("key", ContractChain.key(emaid))
                .query((row, _) -> contract(row))
                .optional();
    }

    /** Newest first. */
    List<Contract> all(@Nullable Instant before, @Nullable UUID beforeId, int limit) {
        return jdbc.sql("""
                        select * from contract
                        where :before::timestamptz is null or (created_at, id) < (:before, :beforeId::uuid)
                        order by created_at desc, id desc limit :limit
                        """)
                .param("before", before == null ? null : at(before))
                .param("beforeId", beforeId)
                .param("limit", limit)
                .query((row, _) -> contract(row))
                .list();
    }

    /** The one for this car, else the oldest for any car that no car has yet. A car that asks again gets its own again. */
    Optional<Contract> forVehicle(@Nullable String vehicle) {
        return jdbc.sql("""
                        select * from contract
                        where state <> 'cancelled' and (vehicle = :vehicle or vehicle is null and state = 'ready')
                        order by vehicle is null, state = 'installed', created_at limit 1
                        """)
                .param("vehicle", vehicle)
                .query((row, _) -> contract(row))
                .optional();
    }

    @Transactional
    public void issued(Certificate certificate, @Nullable String vehicle) {
        jdbc.sql("""
                        insert into contract_certificate
                            (id, contract_id, issuer, serial_number, chain, not_before, not_after, issued_at, issued_by, station_id)
                        values (:id, :contract, :issuer, :serial, :chain, :begin, :end, :at, :by, :station)
                        """)
                .param("id", certificate.id())
                .param("contract", certificate.contract())
                .param("issuer", certificate.issuer())
                .param("serial", certificate.serialNumber())
                .param("chain", certificate.chain())
                .param("begin", at(certificate.notBefore()))
                .param("end", at(certificate.notAfter()))
                .param("at", at(certificate.issuedAt()))
                .param("by", certificate.issuedBy())
                .param("station", certificate.station())
                .update();
        jdbc.sql("""
                        update contract set state = 'installed', installed_at = coalesce(installed_at, :at),
                            vehicle = coalesce(vehicle, :vehicle)
                        where id = :id and state <> 'cancelled'
                        """)
                .param("at", at(certificate.issuedAt()))
                .param("vehicle", vehicle)
                .param("id", certificate.contract())
                .update();
    }

    void cancel(UUID id) {
        jdbc.sql("update contract set state = 'cancelled' where id = :id")
                .param("id", id)
                .update();
    }

    /** Newest first. */
    List<Certificate> certificates(UUID contract) {
        return jdbc.sql("""
                        select issued.*, revoked.serial_number is not null as revoked
                        from contract_certificate issued
                        left join revoked_certificate revoked
                             on revoked.issuer = issued.issuer and revoked.serial_number = issued.serial_number
                        where contract_id = :contract order by issued_at desc
                        """)
                .param("contract", contract)
                .query((row, _) -> new Certificate(
                        row.getObject("id", UUID.class),
                        row.getObject("contract_id", UUID.class),
                        row.getString("issuer"),
                        row.getString("serial_number"),
                        row.getString("chain"),
                        row.getTimestamp("not_before").toInstant(),
                        row.getTimestamp("not_after").toInstant(),
                        row.getTimestamp("issued_at").toInstant(),
                        row.getString("issued_by"),
                        row.getObject("station_id", Integer.class),
                        row.getBoolean("revoked")))
                .list();
    }

    Optional<String> cannedAnswer(String action) {
        return jdbc.sql("select exi_response from contract_answer where action = :action")
                .param("action", action)
                .query(String.class)
                .optional();
    }

    /** @param exiResponse Base64; null removes it */
    void canned(String action, @Nullable String exiResponse, Instant now) {
        jdbc.sql("delete from contract_answer where action = :action")
                .param("action", action)
                .update();
        if (exiResponse == null) return;
        jdbc.sql("insert into contract_answer (action, exi_response, changed_at) values (:action, :answer, :at)")
                .param("action", action)
                .param("answer", exiResponse)
                .param("at", at(now))
                .update();
    }

    private static Contract contract(ResultSet row) throws SQLException {
        Timestamp installed = row.getTimestamp("installed_at");
        return new Contract(
                row.getObject("id", UUID.class),
                row.getString("emaid"),
                row.getString("vehicle"),
                row.getInt("days"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getTimestamp("created_at").toInstant(),
                row.getString("created_by"),
                installed == null ? null : installed.toInstant());
    }

    static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
