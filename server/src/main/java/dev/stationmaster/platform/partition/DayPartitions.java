package dev.stationmaster.platform.partition;

import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes each day's partitions some days ahead, drops those whose time is over, and looks again every ten minutes. */
@Component
public final class DayPartitions implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(DayPartitions.class);
    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.BASIC_ISO_DATE;
    private static final int DAYS_AHEAD = 3;
    private static final int MINUTES_BETWEEN_LOOKS = 10;
    private static final String DEFAULT_HOLDS_ROWS = "23514";

    private final Map<DayPartitioned, Long> bytes = new ConcurrentHashMap<>();
    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile @Nullable Thread keeper;

    DayPartitions(JdbcClient database, PlatformTransactionManager transactions, InstantSource clock) {
        this.database = database;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** From now on these are kept; their partitions exist when this returns. Call it before the first row is written. */
    public void keep(DayPartitioned tables) {
        maintain(tables);
    }

    /** What these tables took on disk when they were last looked at, indexes included, in bytes. */
    public long bytes(DayPartitioned tables) {
        return bytes.getOrDefault(tables, 0L);
    }

    private synchronized void maintain(DayPartitioned tables) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        for (String table : tables.tables()) {
            Map<LocalDate, Long> present = days(table);
            for (int ahead = -1; ahead <= DAYS_AHEAD; ahead++) {
                LocalDate day = today.plusDays(ahead);
                if (!present.containsKey(day)) make(table, day);
            }
        }
        drop(tables, today);
    }

    private void drop(DayPartitioned tables, LocalDate today) {
        var days = new TreeMap<LocalDate, Long>();
        for (String table : tables.tables()) days(table).forEach((day, size) -> days.merge(day, size, Long::sum));
        long all = days.values().stream().mapToLong(Long::longValue).sum();
        LocalDate oldestKept =
                tables.keepDays() == Integer.MAX_VALUE ? LocalDate.MIN : today.minusDays(tables.keepDays());
        for (Map.Entry<LocalDate, Long> day : days.headMap(today).entrySet()) {
            if (!day.getKey().isBefore(oldestKept) && all <= tables.keepBytes()) break;
            for (String table : tables.tables())
                database.sql("drop table if exists " + partition(table, day.getKey()))
                        .update();
            all -= day.getValue();
            log.info("event=day-dropped tables={} day={} bytes={}", tables.tables(), day.getKey(), day.getValue());
        }
        bytes.put(tables, all);
    }

    /** The days that have a partition, with their size in bytes. */
    private Map<LocalDate, Long> days(String table) {
        var days = new TreeMap<LocalDate, Long>();
        database.sql("""
                        select c.relname as name, pg_total_relation_size(c.oid) as size
                        from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = to_regclass(:table)
                        """)
                .param("table", table)
                .query((row, _) -> Map.entry(row.getString("name"), row.getLong("size")))
                .list()
                .forEach(found -> day(table, found.getKey()).ifPresent(day -> days.put(day, found.getValue())));
        return days;
    }

    private static Optional<LocalDate> day(String table, String partition) {
        try {
            return Optional.of(
                    LocalDate.parse(partition.substring(Math.min(table.length() + 1, partition.length())), SUFFIX));
        } catch (DateTimeParseException e) {
            return Optional.empty(); // the default partition, or one that somebody made by hand
        }
    }

    private static String partition(String table, LocalDate day) {
        return table + "_" + SUFFIX.format(day);
    }

    private void make(String table, LocalDate day) {
        try {
            database.sql("create table if not exists " + partition(table, day) + " partition of " + table + range(day))
                    .update();
        } catch (DataAccessException e) {
            if (!(e.getRootCause() instanceof SQLException sql) || !DEFAULT_HOLDS_ROWS.equals(sql.getSQLState()))
                throw e;
            makeFromDefault(table, day);
        }
    }

    /** Rows of that day came before their partition did (the clock jumped, or nobody looked for days): they move into it. */
    private void makeFromDefault(String table, LocalDate day) {
        String column =
                database.sql("""
                        select a.attname from pg_partitioned_table p
                        join pg_attribute a on a.attrelid = p.partrelid and a.attnum = p.partattrs[0]
                        where p.partrelid = to_regclass(:table)
                        """).param("table", table).query(String.class).single();
        String name = partition(table, day);
        transaction.executeWithoutResult(_ -> {
            database.sql("create table " + name + " (like " + table + " including all)")
                    .update();
            database.sql("with moved as (delete from " + table + "_default where " + column + " >= '" + day
                            + " 00:00+00' and "
                            + column + " < '" + day.plusDays(1) + " 00:00+00' returning *) insert into " + name
                            + " select * from moved")
                    .update();
            database.sql("alter table " + table + " attach partition " + name + range(day))
                    .update();
        });
        log.info("event=day-taken-from-default table={} day={}", table, day);
    }

    private static String range(LocalDate day) {
        return " for values from ('" + day + " 00:00+00') to ('" + day.plusDays(1) + " 00:00+00')";
    }

    private void run() {
        try {
            while (!stop.await(MINUTES_BETWEEN_LOOKS, TimeUnit.MINUTES)) {
                for (DayPartitioned tables : List.copyOf(bytes.keySet())) {
                    try {
                        maintain(tables);
                    } catch (RuntimeException e) { // the database may be away: the next look finds the same work
                        log.warn("event=partitions-not-kept tables={} cause={}", tables.tables(), e.toString());
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        keeper = Thread.ofVirtual().name("partitions").start(this::run);
    }

    @Override
    public void stop() {
        stop.countDown();
        keeper = null;
    }

    @Override
    public boolean isRunning() {
        return keeper != null;
    }
}
