package dev.stationmaster.charging;

import dev.stationmaster.command.ChargingProfile;
import dev.stationmaster.command.ChargingProfileJson;
import dev.stationmaster.ledger.Columns;
import dev.stationmaster.ledger.FactWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Writes reported profiles with the ledger's commits: the report as it came, and what it says is installed. */
@Repository
class ReportedStore implements FactWriter<ReportedProfiles, Void> {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PARTS = """
            insert into profile_report_part (station_id, request_id, evse, source, content, to_continue, profiles, received_at)
            select station, request, evse, source, content, tbc, profiles, %s
            from unnest(?, ?, ?, ?, ?, ?, ?, ?) as part (station, request, evse, source, content, tbc, profiles, at)
            on conflict (station_id, request_id, evse, source, content) do update
            set to_continue = excluded.to_continue, received_at = excluded.received_at
            """.formatted(Columns.time("at"));
    private static final String INSTALLED = """
            insert into installed_profile (station_id, profile_id, evse, source, purpose, stack_level, transaction_id, profile, sure, told,
                                           told_at)
            select station, id, evse, source, purpose, level, transaction, profile, true, 'report', %s
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) as told (station, id, evse, source, purpose, level, transaction, profile, at)
            on conflict (station_id, profile_id) do update
            set evse = excluded.evse, source = excluded.source, purpose = excluded.purpose, stack_level = excluded.stack_level,
                transaction_id = excluded.transaction_id, profile = excluded.profile, sure = true, told = 'report',
                told_at = excluded.told_at
            """.formatted(Columns.time("at"));

    private record Key(int station, int request, int evse, String source, UUID content) {}

    private record Part(Key key, ReportedProfiles told, String profiles) {}

    private record Installed(ReportedProfiles told, ChargingProfile profile) {
        int id() {
            Integer id = profile.id();
            return id == null ? 0 : id;
        }
    }

    @Override
    public Class<ReportedProfiles> factType() {
        return ReportedProfiles.class;
    }

    @Override
    public int order() {
        return 730;
    }

    @Override
    public List<@Nullable Void> write(Connection connection, List<ReportedProfiles> facts) throws SQLException {
        Map<Key, Part> parts = new LinkedHashMap<>();
        Map<List<Integer>, Installed> installed = new LinkedHashMap<>();
        for (ReportedProfiles told : facts) {
            Part part = part(told);
            parts.put(part.key, part);
            for (ChargingProfile profile : told.profiles()) {
                var one = new Installed(told, profile);
                installed.put(List.of(told.station().key(), one.id()), one);
            }
        }
        writeParts(connection, List.copyOf(parts.values()));
        writeInstalled(connection, new ArrayList<>(installed.values()));
        return Collections.nCopies(facts.size(), null);
    }

    private static Part part(ReportedProfiles told) {
        String profiles = JSON.writeValueAsString(
                told.profiles().stream().map(ChargingProfileJson::view).toList());
        UUID content = UUID.nameUUIDFromBytes(profiles.getBytes(StandardCharsets.UTF_8));
        return new Part(
                new Key(told.station().key(), told.requestId(), told.evse(), told.source(), content), told, profiles);
    }

    private static void writeParts(Connection connection, List<Part> parts) throws SQLException {
        try (var insert = connection.prepareStatement(PARTS)) {
            new Columns<>(insert, parts)
                    .ints(part -> part.key.station)
                    .ints(part -> part.key.request)
                    .ints(part -> part.key.evse)
                    .texts(part -> part.key.source)
                    .uuids(part -> part.key.content)
                    .flags(part -> part.told.toContinue())
                    .texts(Part::profiles)
                    .times(part -> part.told.receivedAt());
            insert.executeUpdate();
        }
    }

    private static void writeInstalled(Connection connection, List<Installed> installed) throws SQLException {
        try (var insert = connection.prepareStatement(INSTALLED)) {
            new Columns<>(insert, installed)
                    .ints(one -> one.told.station().key())
                    .ints(Installed::id)
                    .ints(one -> one.told.evse())
                    .texts(one -> one.told.source())
                    .texts(one -> one.profile.purpose().word())
                    .ints(one -> one.profile.stackLevel())
                    .texts(one -> one.profile.transactionId())
                    .texts(one -> JSON.writeValueAsString(ChargingProfileJson.view(one.profile)))
                    .times(one -> one.told.receivedAt());
            insert.executeUpdate();
        }
    }
}
