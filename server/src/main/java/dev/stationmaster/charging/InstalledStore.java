package dev.stationmaster.charging;

import dev.stationmaster.command.ChargingProfile;
import dev.stationmaster.command.ChargingProfileJson;
import dev.stationmaster.station.StationId;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What stations have installed, in the database. */
@Repository
class InstalledStore {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    InstalledStore(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    List<InstalledProfile> of(StationId station) {
        return jdbc.sql("""
                        select evse, source, profile, sure, told, told_at from installed_profile
                        where station_id = :station order by profile_id
                        """)
                .param("station", station.key())
                .query((row, _) -> new InstalledProfile(
                        row.getInt("evse"),
                        row.getString("source"),
                        ChargingProfileJson.stored(row.getString("profile")),
                        row.getBoolean("sure"),
                        row.getString("told"),
                        row.getTimestamp("told_at").toInstant()))
                .list();
    }

    /** Puts it in, in place of those with these ids and of the one with its own. */
    void put(StationId station, InstalledProfile installed, Collection<Integer> replaced) {
        ChargingProfile profile = installed.profile();
        transactions.executeWithoutResult(_ -> {
            remove(station, replaced);
            jdbc.sql("""
                    insert into installed_profile (station_id, profile_id, evse, source, purpose, stack_level, transaction_id, profile,
                                                   sure, told, told_at)
                    values (:station, :id, :evse, :source, :purpose, :stackLevel, :transaction, :profile, :sure, :told, :at)
                    on conflict (station_id, profile_id) do update
                    set evse = excluded.evse, source = excluded.source, purpose = excluded.purpose, stack_level = excluded.stack_level,
                        transaction_id = excluded.transaction_id, profile = excluded.profile, sure = excluded.sure,
                        told = excluded.told, told_at = excluded.told_at
                    """)
                    .param("station", station.key())
                    .param("id", installed.id())
                    .param("evse", installed.evse())
                    .param("source", installed.source())
                    .param("purpose", profile.purpose().word())
                    .param("stackLevel", profile.stackLevel())
                    .param("transaction", profile.transactionId())
                    .param("profile", JSON.writeValueAsString(ChargingProfileJson.view(profile)))
                    .param("sure", installed.sure())
                    .param("told", installed.told())
                    .param("at", Timestamp.from(installed.at()))
                    .update();
        });
    }

    void remove(StationId station, Collection<Integer> ids) {
        if (ids.isEmpty()) return;
        jdbc.sql("delete from installed_profile where station_id = :station and profile_id in (:ids)")
                .param("station", station.key())
                .param("ids", ids)
                .update();
    }

    /** Stations that have a profile of a transaction. */
    List<StationId> withTransactionProfiles() {
        return jdbc.sql("select distinct station_id from installed_profile where purpose = 'TxProfile'")
                .query((row, _) -> new StationId(row.getInt("station_id")))
                .list();
    }

    /** An id that no profile of the station had. */
    int nextId(StationId station) {
        return jdbc.sql("""
                insert into charging_profile_id as known (station_id, last_id)
                select :station, 1 + coalesce(max(profile_id), 0) from installed_profile where station_id = :station and profile_id > 0
                on conflict (station_id) do update set last_id = greatest(known.last_id + 1, excluded.last_id)
                returning last_id
                """)
                .param("station", station.key())
                .query(Integer.class)
                .single();
    }

    /** @param profiles JSON list */
    record Part(int evse, String source, boolean toContinue, String profiles) {}

    List<Part> report(StationId station, int requestId) {
        return jdbc.sql("""
                        select evse, source, to_continue, profiles from profile_report_part
                        where station_id = :station and request_id = :request order by evse, source, received_at
                        """)
                .param("station", station.key())
                .param("request", requestId)
                .query((row, _) -> new Part(
                        row.getInt("evse"),
                        row.getString("source"),
                        row.getBoolean("to_continue"),
                        row.getString("profiles")))
                .list();
    }
}
