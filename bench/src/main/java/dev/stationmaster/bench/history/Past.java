package dev.stationmaster.bench.history;

import dev.stationmaster.bench.server.ServerProcess;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Writes a past into the tables of a running server, as its own rows look: a partition for each day, the same columns filled. */
public final class Past {
    /** Ids that no server reaches while it is measured. */
    private static final long FIRST_TRANSACTION = 1_000_000_000;

    private static final long FIRST_EXCHANGE = 1L << 40;

    private static final String TRANSACTIONS = """
            insert into transaction (id, public_id, station_id, version, station_named, wire_id, day, first_received_at, last_received_at,
                evse, connector, wire_connector, place_seq, connector_seq, token, token_type, token_seq, verdict, verdict_rule,
                started_at, start_received_at, start_seq, start_wh, stopped_at, stop_received_at, stop_seq, stop_wh, stop_reason,
                charging_state, charging_state_seq, offline, id_used, detached, start_energy_wh, stop_energy_wh, energy_wh,
                last_reading_at, power_w)
            select %1$d + k, gen_random_uuid(), 1 + k %% %4$d, 'ocpp1.6', false, (%1$d + k)::text, '%5$s', started, started + interval '100 min',
                1, 1, 1, 0, 0, lpad((1 + k %% 100000)::text, 8, '0'), 'ISO14443', 0, 'ACCEPTED', 'known-token',
                started, started, 0, k, started + interval '100 min', started + interval '100 min', 1, k + 18000, 'Local',
                null, null, false, true, false, k, k + 18000, 18000, started + interval '100 min', 11040
            from generate_series(%2$d::bigint, %3$d::bigint - 1) k, lateral (select %6$s as started) at
            """;

    private static final String EVENTS = """
            insert into %7$s (day, transaction_id, content_hash, occurred_at, received_at, seq_no, evse, connector, kind, offline, token, token_type)
            select '%5$s', %1$d + k, hashint8extended(k * 2 + e, 0), started + e * interval '100 min', started + e * interval '100 min',
                -1, 1, 1, case e when 0 then 'STARTED' else 'ENDED' end, false, null, null
            from generate_series(%2$d::bigint, %3$d::bigint - 1) k, generate_series(0, 1) e, lateral (select %6$s as started) at
            """;

    private static final String READINGS = """
            insert into %7$s (subject_id, taken_at, content_hash, received_at, energy_wh, day, power_w, current_a, voltage_v,
                station_id, evse, connector, inferred, others)
            select %1$d + k, started + i * interval '30 s', hashint8extended(k * 1000 + i, 0), started + i * interval '30050 ms', k + i * 90,
                '%5$s', 11040, 16, 230.1, 1 + k %% %4$d, 1, 1, false, '["OAK--16.0","OBK--16.0","OCK--16.0","RAL--230.1"]'
            from generate_series(%2$d::bigint, %3$d::bigint - 1) k, lateral (select %6$s as started) at, generate_series(1, 200) i
            """;

    private static final String ATTEMPTS = """
            insert into %7$s (recorded_at, at, station_id, value, type, purpose, status, rule)
            select started, started, 1 + k %% %4$d, lpad((1 + k %% 100000)::text, 8, '0'), 'ISO14443', 'START', 'ACCEPTED', 'known-token'
            from generate_series(%2$d::bigint, %3$d::bigint - 1) k, lateral (select %6$s as started) at
            """;

    /** The same minute of the day never comes twice for a station and token. */
    private static final String STARTED =
            "timestamptz '%s 00:00+00' + k %% 79999 * interval '1 s' + k %% 1000 * interval '1 ms'";

    private final ServerProcess server;
    private final PastSize size;
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    public Past(ServerProcess server, PastSize size) {
        this.server = server;
        this.size = size;
    }

    /** Transactions only. */
    public void writeTransactions() {
        server.execute("set synchronous_commit = off");
        for (int day = 0; day < size.days(); day++) write(day, TRANSACTIONS, "transaction");
        server.execute("analyze transaction");
    }

    /** Transactions, their events, readings and authorizations, and the message log. Some real exchanges must be there to be copied. */
    public void writeAll() {
        server.execute("set synchronous_commit = off");
        for (int day = 0; day < size.days(); day++) {
            write(day, TRANSACTIONS, "transaction");
            write(day, EVENTS, partition("transaction_event", day));
            write(day, READINGS, partition("meter_reading", day));
            write(day, ATTEMPTS, partition("authorization_attempt", day));
            server.execute("analyze " + name("meter_reading", day));
        }
        writeLog();
        server.execute("analyze transaction");
    }

    private void write(int day, String sql, String table) {
        long from = size.first(size.transactions(), day, size.days());
        long to = size.first(size.transactions(), day + 1, size.days());
        String started = STARTED.formatted(day(day));
        server.execute(sql.formatted(FIRST_TRANSACTION, from, to, size.stations(), day(day), started, table));
    }

    private void writeLog() {
        List<String> longest = server.texts("""
                select id - chunk_offset || ' ' || count(*) from exchange group by id - chunk_offset order by count(*) desc limit 1""");
        if (longest.isEmpty()) throw new IllegalStateException("There is no exchange that could be copied.");
        long template = Long.parseLong(longest.getFirst().split(" ")[0]);
        int each = Integer.parseInt(longest.getFirst().split(" ")[1]);
        long chunks = size.exchanges() / each;
        int skipped = size.days() - size.logDays();
        for (int day = 0; day < size.logDays(); day++) {
            long from = size.first(chunks, day, size.logDays());
            long to = size.first(chunks, day + 1, size.logDays());
            LocalDate date = day(skipped + day);
            server.execute(
                    "insert into %s select '%s', %d + c * %d, payload from exchange_chunk, generate_series(%d::bigint, %d::bigint - 1) c where id = %d"
                            .formatted(
                                    partition("exchange_chunk", skipped + day),
                                    date,
                                    FIRST_EXCHANGE,
                                    each,
                                    from,
                                    to,
                                    template));
            server.execute("""
                    insert into %s (id, at, station_id, latency_micros, direction, version, outcome, chunk_offset, failed, action, message_id)
                    select %d + n, timestamptz '%s 00:00+00' + (n - %d) * (interval '1 day' / %d), 1 + n %% %d, 900, 1, 16, 1, n %% %d, n %% 1000 = 0,
                        (array['MeterValues', 'Heartbeat', 'StatusNotification', 'StopTransaction'])[1 + n * 7 %% 4], n::text
                    from generate_series(%d::bigint, %d::bigint - 1) n""".formatted(
                            partition("exchange", skipped + day),
                            FIRST_EXCHANGE,
                            date,
                            from * each,
                            (to - from) * each + 1,
                            size.stations(),
                            each,
                            from * each,
                            to * each));
            server.execute("analyze " + name("exchange", skipped + day));
        }
    }

    private LocalDate day(int day) {
        return today.minusDays(size.days() - day);
    }

    private String name(String table, int day) {
        return table + "_" + DateTimeFormatter.BASIC_ISO_DATE.format(day(day));
    }

    private String partition(String table, int day) {
        String name = name(table, day);
        server.execute(
                "create table if not exists %s partition of %s for values from ('%s 00:00+00') to ('%s 00:00+00')"
                        .formatted(name, table, day(day), day(day).plusDays(1)));
        return name;
    }
}
