package dev.stationmaster.station;

import dev.stationmaster.ocpp.Version;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Stations in the database. */
@Repository
class StationStore {
    private static final String DIRECTORY = """
            select id, identity, site_id, security_profile, array_to_string(versions, ',') as versions, serial_number,
                   boot, registration, assumed_version, pending_boots, boot_interval_seconds, next_security_profile,
                   secret_hash, next_secret_hash
            from station
            where deleted_at is null
            """;

    private static final String DETAILS = """
            select id, identity, site_id, security_profile, array_to_string(versions, ',') as versions, serial_number,
                   boot, registration, assumed_version, pending_boots, boot_interval_seconds, next_security_profile,
                   vendor, model, reported_serial_number, firmware_version, iccid, imsi, meter_type, meter_serial_number,
                   boot_reason, booted_at, created_at
            from station
            where deleted_at is null
            """;

    private static final String SAVE = """
            insert into station (id, identity, identity_folded, site_id, security_profile, versions, serial_number, boot,
                                 assumed_version, pending_boots, boot_interval_seconds, next_security_profile, secret_hash, origin,
                                 created_at, changed_at)
            select id, identity, folded, site_id, profile, string_to_array(versions, ','), serial_number, boot,
                   assumed_version, pending_boots, boot_interval_seconds, next_profile, secret_hash, origin, at, at
            from unnest(?::int[], ?::text[], ?::text[], ?::int[], ?::int[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::int[], ?::int[], ?::int[], ?::bytea[], ?::text[], ?::timestamptz[])
                 as new (id, identity, folded, site_id, profile, versions, serial_number, boot,
                         assumed_version, pending_boots, boot_interval_seconds, next_profile, secret_hash, origin, at)
            on conflict (id) do update set
                identity = excluded.identity, identity_folded = excluded.identity_folded, site_id = excluded.site_id,
                security_profile = excluded.security_profile, versions = excluded.versions,
                serial_number = excluded.serial_number, boot = excluded.boot, assumed_version = excluded.assumed_version,
                pending_boots = excluded.pending_boots, boot_interval_seconds = excluded.boot_interval_seconds,
                next_security_profile = excluded.next_security_profile,
                secret_hash = coalesce(excluded.secret_hash, station.secret_hash),
                next_secret_hash = case when excluded.secret_hash is null then station.next_secret_hash end,
                -- Entered again after it was deleted: it has to register again, its past stays.
                registration = case when station.deleted_at is null then station.registration else 'none' end,
                created_at = case when station.deleted_at is null then station.created_at else excluded.created_at end,
                origin = excluded.origin, deleted_at = null, changed_at = excluded.changed_at
            """;

    private static final String BOOT = """
            update station set
                registration = new.registration, vendor = new.vendor, model = new.model,
                reported_serial_number = new.serial_number, firmware_version = new.firmware_version, iccid = new.iccid,
                imsi = new.imsi, meter_type = new.meter_type, meter_serial_number = new.meter_serial_number,
                boot_reason = new.boot_reason, booted_at = new.booted_at,
                boot = coalesce(new.boot, station.boot),
                pending_boots = case when new.boot is null then station.pending_boots else new.pending_boots end
            from unnest(?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::int[])
                 as new (id, registration, vendor, model, serial_number, firmware_version, iccid, imsi,
                         meter_type, meter_serial_number, boot_reason, booted_at, boot, pending_boots)
            where station.id = new.id
            """;

    private static final String BOOT_HISTORY = """
            insert into boot_history (station_id, received_at, reason, firmware_version, registration)
            select * from unnest(?::int[], ?::timestamptz[], ?::text[], ?::text[], ?::text[])
            """;

    private static final String SECRETS = """
            update station set secret_hash = new.current, next_secret_hash = new.next
            from unnest(?::int[], ?::bytea[], ?::bytea[]) as new (id, current, next)
            where station.id = new.id
            """;

    private static final String PROFILE = """
            update station set security_profile = new.profile, next_security_profile = new.next, changed_at = new.at
            from unnest(?::int[], ?::int[], ?::int[], ?::timestamptz[]) as new (id, profile, next, at)
            where station.id = new.id
            """;

    private static final String DELETE = """
            update station set deleted_at = new.at, secret_hash = null, next_secret_hash = null
            from unnest(?::int[], ?::timestamptz[]) as new (id, at)
            where station.id = new.id
            """;

    private final JdbcClient jdbc;

    StationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A station of the directory with the hashes of its secrets. */
    record Loaded(Station station, byte @Nullable [] secret, byte @Nullable [] nextSecret) {}

    /** All of them, in one query. */
    List<Loaded> loadAll() {
        Map<String, Set<Version>> sets = new HashMap<>();
        return jdbc.sql(DIRECTORY)
                .withFetchSize(5_000)
                .query((row, _) ->
                        new Loaded(station(row, sets), row.getBytes("secret_hash"), row.getBytes("next_secret_hash")))
                .list();
    }

    /** A deleted station. */
    record Former(StationId id, String identity) {}

    /** The deleted ones, of each identity the last one at the end. */
    List<Former> former() {
        return jdbc.sql("select id, identity from station where deleted_at is not null order by deleted_at")
                .query((row, _) -> new Former(new StationId(row.getInt("id")), row.getString("identity")))
                .list();
    }

    List<StationId> nextIds(int count) {
        return jdbc.sql("select nextval('station_id_seq')::int as id from generate_series(1, :count)")
                .param("count", count)
                .query((row, _) -> new StationId(row.getInt("id")))
                .list();
    }

    Optional<StationDetails> details(StationId id) {
        return jdbc.sql(DETAILS + " and id = :id")
                .param("id", id.key())
                .query((row, _) -> details(row))
                .optional();
    }

    /** The firmware version of its last BootNotification. */
    boolean cameByItself(StationId id) {
        return jdbc.sql("select exists (select from station where id = :id and origin = 'itself')")
                .param("id", id.key())
                .query(Boolean.class)
                .single();
    }

    Optional<String> firmwareVersion(StationId id) {
        return jdbc.sql("select firmware_version from station where id = :id and firmware_version is not null")
                .param("id", id.key())
                .query(String.class)
                .optional();
    }

    /** The serial number of its last BootNotification. */
    Optional<String> reportedSerialNumber(StationId id) {
        return jdbc.sql(
                        "select reported_serial_number from station where id = :id and reported_serial_number is not null")
                .param("id", id.key())
                .query(String.class)
                .optional();
    }

    /**
     * In the order of their identities.
     *
     * @param text part of identity, vendor, model or serial number; null for all
     * @param among only these, or with {@code exclude} all but these; null for all
     */
    List<StationDetails> list(
            @Nullable String text, @Nullable Set<StationId> among, boolean exclude, @Nullable String after, int limit) {
        var ids = among == null ? null : among.stream().map(StationId::key).toArray(Integer[]::new);
        return jdbc.sql(DETAILS + """
                 and (:after::text is null or identity_folded > :after)
                 and (:ids::int[] is null or (id = any(:ids::int[])) <> :exclude)
                 and (:text::text is null or position(lower(:text) in identity_folded) > 0
                      or position(lower(:text) in lower(concat_ws(' ', vendor, model, serial_number, reported_serial_number))) > 0)
                order by identity_folded limit :limit
                """)
                .param("after", after, Types.VARCHAR)
                .param("ids", ids, Types.ARRAY)
                .param("exclude", exclude)
                .param("text", text, Types.VARCHAR)
                .param("limit", limit)
                .query((row, _) -> details(row))
                .list();
    }

    /**
     * The best matches first: the identity itself, then one that ends with the text (people say the number of the post), begins with it, has it
     * inside, and then vendor, model and serial number.
     *
     * @param sites only of these; null for all
     */
    List<StationDetails> matches(String text, @Nullable Set<Integer> sites, int limit) {
        return jdbc.sql(DETAILS + """
                 and (:sites::int[] is null or site_id = any(:sites::int[]))
                 and position(lower(:text) in lower(concat_ws(' ', identity_folded, vendor, model, serial_number, reported_serial_number))) > 0
                order by identity_folded <> lower(:text), right(identity_folded, length(:text)) <> lower(:text),
                         left(identity_folded, length(:text)) <> lower(:text), position(lower(:text) in identity_folded) = 0, identity_folded
                limit :limit
                """)
                .param("text", text)
                .param("sites", sites == null ? null : sites.toArray(Integer[]::new), Types.ARRAY)
                .param("limit", limit)
                .query((row, _) -> details(row))
                .list();
    }

    List<@Nullable Void> save(Connection connection, List<StationSaved> facts) throws SQLException {
        var last = lastOf(facts, fact -> fact.station().id());
        try (var save = connection.prepareStatement(SAVE)) {
            var columns = new Columns<>(save, last);
            columns.add("int4", fact -> fact.station().id().key());
            columns.add("text", fact -> fact.station().identity());
            columns.add("text", fact -> StationDirectory.folded(fact.station().identity()));
            columns.add("int4", fact -> fact.station().siteId());
            columns.add("int4", fact -> fact.station().securityProfile());
            columns.add("text", fact -> Words.of(fact.station().versions()));
            columns.add("text", fact -> fact.station().serialNumber());
            columns.add("text", fact -> Words.of(fact.station().boot()));
            columns.add("text", fact -> {
                var assumed = fact.station().assumedVersion();
                return assumed == null ? null : assumed.subprotocol();
            });
            columns.add("int4", fact -> fact.station().pendingBoots());
            columns.add("int4", fact -> fact.station().bootIntervalSeconds());
            columns.add("int4", fact -> fact.station().nextSecurityProfile());
            columns.addBytes(StationSaved::secretHash);
            columns.add("text", StationSaved::origin);
            columns.add("timestamptz", fact -> fact.at().toString());
            save.executeUpdate();
        }
        return Collections.nCopies(facts.size(), null);
    }

    List<@Nullable Void> boot(Connection connection, List<BootFact> facts) throws SQLException {
        var last = lastOf(facts, BootFact::station);
        try (var boot = connection.prepareStatement(BOOT)) {
            var columns = new Columns<>(boot, last);
            columns.add("int4", fact -> fact.station().key());
            columns.add("text", fact -> Words.of(fact.answered()));
            columns.add("text", fact -> fact.report().vendor());
            columns.add("text", fact -> fact.report().model());
            columns.add("text", fact -> fact.report().serialNumber());
            columns.add("text", fact -> fact.report().firmwareVersion());
            columns.add("text", fact -> fact.report().iccid());
            columns.add("text", fact -> fact.report().imsi());
            columns.add("text", fact -> fact.report().meterType());
            columns.add("text", fact -> fact.report().meterSerialNumber());
            columns.add("text", fact -> fact.report().reason());
            columns.add("timestamptz", fact -> fact.receivedAt().toString());
            columns.add("text", fact -> {
                var next = fact.nextBoot();
                return next == null ? null : Words.of(next);
            });
            columns.add("int4", BootFact::pendingBoots);
            boot.executeUpdate();
        }
        try (var history = connection.prepareStatement(BOOT_HISTORY)) {
            var columns = new Columns<>(history, facts);
            columns.add("int4", fact -> fact.station().key());
            columns.add("timestamptz", fact -> fact.receivedAt().toString());
            columns.add("text", fact -> fact.report().reason());
            columns.add("text", fact -> fact.report().firmwareVersion());
            columns.add("text", fact -> Words.of(fact.answered()));
            history.executeUpdate();
        }
        return Collections.nCopies(facts.size(), null);
    }

    List<@Nullable Void> secrets(Connection connection, List<SecretsStored> facts) throws SQLException {
        var last = lastOf(facts, SecretsStored::station);
        try (var update = connection.prepareStatement(SECRETS)) {
            var columns = new Columns<>(update, last);
            columns.add("int4", fact -> fact.station().key());
            columns.addBytes(SecretsStored::current);
            columns.addBytes(SecretsStored::next);
            update.executeUpdate();
        }
        return Collections.nCopies(facts.size(), null);
    }

    List<@Nullable Void> profile(Connection connection, List<SecurityProfileSet> facts) throws SQLException {
        var last = lastOf(facts, SecurityProfileSet::station);
        try (var update = connection.prepareStatement(PROFILE)) {
            var columns = new Columns<>(update, last);
            columns.add("int4", fact -> fact.station().key());
            columns.add("int4", SecurityProfileSet::profile);
            columns.add("int4", SecurityProfileSet::next);
            columns.add("timestamptz", fact -> fact.at().toString());
            update.executeUpdate();
        }
        return Collections.nCopies(facts.size(), null);
    }

    List<@Nullable Void> delete(Connection connection, List<StationDeleted> facts) throws SQLException {
        try (var delete = connection.prepareStatement(DELETE)) {
            var columns = new Columns<>(delete, facts);
            columns.add("int4", fact -> fact.station().key());
            columns.add("timestamptz", fact -> fact.at().toString());
            delete.executeUpdate();
        }
        return Collections.nCopies(facts.size(), null);
    }

    /** The parameters of an {@code unnest}, one array after the other. */
    private static final class Columns<F> {
        private final PreparedStatement statement;
        private final List<F> facts;
        private int number;

        Columns(PreparedStatement statement, List<F> facts) {
            this.statement = statement;
            this.facts = facts;
        }

        void add(String type, Function<F, @Nullable Object> value) throws SQLException {
            statement.setArray(
                    ++number,
                    statement
                            .getConnection()
                            .createArrayOf(type, facts.stream().map(value).toArray()));
        }

        void addBytes(Function<F, byte @Nullable []> value) throws SQLException {
            byte[][] values = facts.stream().map(value).toArray(byte[][]::new);
            statement.setArray(++number, statement.getConnection().createArrayOf("bytea", values));
        }
    }

    private static <F> List<F> lastOf(List<F> facts, Function<F, StationId> key) {
        Map<StationId, F> last = LinkedHashMap.newLinkedHashMap(facts.size());
        for (F fact : facts) last.put(key.apply(fact), fact);
        return List.copyOf(last.values());
    }

    private static StationDetails details(ResultSet row) throws SQLException {
        var vendor = row.getString("vendor");
        var bootedAt = row.getObject("booted_at", OffsetDateTime.class);
        var boot = vendor == null
                ? null
                : new BootReport(
                        vendor,
                        row.getString("model"),
                        row.getString("reported_serial_number"),
                        row.getString("firmware_version"),
                        row.getString("iccid"),
                        row.getString("imsi"),
                        row.getString("meter_type"),
                        row.getString("meter_serial_number"),
                        row.getString("boot_reason"));
        return new StationDetails(
                station(row, new HashMap<>()),
                boot,
                bootedAt == null ? null : bootedAt.toInstant(),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static Station station(ResultSet row, Map<String, Set<Version>> sets) throws SQLException {
        var assumed = row.getString("assumed_version");
        return new Station(
                new StationId(row.getInt("id")),
                row.getString("identity"),
                row.getInt("site_id"),
                row.getInt("security_profile"),
                sets.computeIfAbsent(
                        row.getString("versions"), words -> Words.versions(Arrays.asList(words.split(",")))),
                row.getString("serial_number"),
                Words.boot(row.getString("boot")),
                Words.registration(row.getString("registration")),
                assumed == null ? null : Words.version(assumed),
                row.getObject("pending_boots", Integer.class),
                row.getObject("boot_interval_seconds", Integer.class),
                row.getObject("next_security_profile", Integer.class));
    }
}
