package dev.stationmaster.tariff;

import dev.stationmaster.ledger.Columns;
import dev.stationmaster.ledger.FactWriter;
import dev.stationmaster.station.StationId;
import dev.stationmaster.tariff.Cost.Part;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Costs of transactions in the database. */
@Repository
class CostStore implements FactWriter<CostSaved, Void> {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SAVE = """
            insert into transaction_cost (transaction_id, station_id, tariff_id, tariff_version, evse, token_group, currency, total_minor,
                                          tax_minor, bill, problem, running, priced_at)
            select transaction, station, tariff, version, evse, token_group, currency, total, tax, bill, problem, running, %s
            from unnest(?::uuid[], ?::int[], ?::text[], ?::int[], ?::int[], ?::text[], ?::text[], ?::bigint[],
                        ?::bigint[], ?::text[], ?::text[], ?::boolean[], ?::bigint[])
                 as new (transaction, station, tariff, version, evse, token_group, currency, total, tax, bill, problem, running, priced)
            on conflict (transaction_id) do update
            set tariff_id = excluded.tariff_id, tariff_version = excluded.tariff_version, evse = excluded.evse,
                token_group = excluded.token_group, currency = excluded.currency, total_minor = excluded.total_minor,
                tax_minor = excluded.tax_minor, bill = excluded.bill, problem = excluded.problem, running = excluded.running,
                priced_at = excluded.priced_at
            """.formatted(Columns.time("priced"));

    private final JdbcClient jdbc;

    CostStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The rest of a bill, beside its total. */
    record Bill(int digits, List<Part> parts, List<String> explained) {}

    @Override
    public Class<CostSaved> factType() {
        return CostSaved.class;
    }

    @Override
    public int order() {
        return 640;
    }

    @Override
    public List<@Nullable Void> write(Connection connection, List<CostSaved> facts) throws SQLException {
        Map<UUID, CostSaved> last = LinkedHashMap.newLinkedHashMap(facts.size());
        for (CostSaved fact : facts) last.put(fact.transaction(), fact);
        try (var save = connection.prepareStatement(SAVE)) {
            new Columns<>(save, List.copyOf(last.values()))
                    .uuids(CostSaved::transaction)
                    .ints(fact -> fact.station().key())
                    .texts(CostSaved::tariff)
                    .ints(CostSaved::version)
                    .ints(CostSaved::evse)
                    .texts(CostSaved::group)
                    .texts(CostSaved::currency)
                    .longs(fact ->
                            fact.cost() == null ? null : minor(fact.cost().total()))
                    .longs(fact -> fact.cost() == null || fact.cost().tax() == null
                            ? null
                            : minor(fact.cost().tax()))
                    .texts(fact -> fact.cost() == null ? null : bill(fact.cost()))
                    .texts(CostSaved::problem)
                    .flags(CostSaved::running)
                    .times(CostSaved::at);
            save.executeUpdate();
        }
        return Collections.nCopies(facts.size(), null);
    }

    private static @Nullable Long minor(@Nullable BigDecimal amount) {
        return amount == null ? null : amount.unscaledValue().longValueExact();
    }

    private static String bill(Cost cost) {
        return JSON.writeValueAsString(new Bill(cost.total().scale(), cost.parts(), cost.explained()));
    }

    /** Of all transactions that run. */
    List<CostSaved> running() {
        return jdbc.sql("select * from transaction_cost where running")
                .query((row, _) -> saved(row))
                .list();
    }

    List<CostSaved> find(Collection<UUID> transactions) {
        if (transactions.isEmpty()) return List.of();
        return jdbc.sql("select * from transaction_cost where transaction_id = any(:ids::uuid[])")
                .param("ids", transactions.stream().map(UUID::toString).toArray(String[]::new), Types.ARRAY)
                .query((row, _) -> saved(row))
                .list();
    }

    private static CostSaved saved(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        return new CostSaved(
                row.getObject("transaction_id", UUID.class),
                new StationId(row.getInt("station_id")),
                row.getString("tariff_id"),
                row.getInt("tariff_version"),
                row.getObject("evse", Integer.class),
                row.getString("token_group"),
                currency,
                cost(row, currency),
                row.getString("problem"),
                row.getBoolean("running"),
                row.getObject("priced_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Cost cost(ResultSet row, String currency) throws SQLException {
        Long total = row.getObject("total_minor", Long.class);
        String text = row.getString("bill");
        if (total == null || text == null) return null;
        Bill bill = JSON.readValue(text, Bill.class);
        Long tax = row.getObject("tax_minor", Long.class);
        return new Cost(
                BigDecimal.valueOf(total, bill.digits()),
                currency,
                tax == null ? null : BigDecimal.valueOf(tax, bill.digits()),
                bill.parts(),
                bill.explained());
    }
}
