package dev.stationmaster.devicemodel;

import dev.stationmaster.ledger.FactWriter;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes parts of reports with the ledger's commits, and a head for reports that nobody asked for. */
@Component
class ReportPartStore implements FactWriter<ReportPart, Void> {
    private static final String PARTS = """
            insert into device_report_part (station_id, request_id, seq_no, to_continue, generated_at, received_at, content)
            select * from unnest(?::int[], ?::int[], ?::int[], ?::bool[], ?::timestamptz[], ?::timestamptz[], ?::text[])
            on conflict (station_id, request_id, seq_no) do update
            set to_continue = excluded.to_continue, generated_at = excluded.generated_at, received_at = excluded.received_at,
                content = excluded.content
            """;
    private static final String HEADS = """
            insert into device_report (station_id, request_id, state, asked_at)
            select distinct on (station_id, request_id) station_id, request_id, 'receiving', received_at
            from unnest(?::int[], ?::int[], ?::timestamptz[]) as part (station_id, request_id, received_at)
            on conflict (station_id, request_id) do nothing
            """;

    private record Key(int station, int requestId, int seqNo) {}

    @Override
    public Class<ReportPart> factType() {
        return ReportPart.class;
    }

    @Override
    public int order() {
        return 410;
    }

    @Override
    public List<@Nullable Void> write(Connection connection, List<ReportPart> facts) throws SQLException {
        Map<Key, ReportPart> last = new LinkedHashMap<>();
        for (ReportPart part : facts) {
            last.put(new Key(part.station().key(), part.requestId(), part.seqNo()), part);
        }
        List<ReportPart> parts = List.copyOf(last.values());
        Array stations = array(connection, parts, "int4", part -> part.station().key());
        Array requests = array(connection, parts, "int4", ReportPart::requestId);
        Array received = array(connection, parts, "timestamptz", part -> Timestamp.from(part.receivedAt()));
        try (PreparedStatement statement = connection.prepareStatement(PARTS)) {
            statement.setArray(1, stations);
            statement.setArray(2, requests);
            statement.setArray(3, array(connection, parts, "int4", ReportPart::seqNo));
            statement.setArray(4, array(connection, parts, "bool", ReportPart::toContinue));
            statement.setArray(5, array(connection, parts, "timestamptz", part -> Timestamp.from(part.generatedAt())));
            statement.setArray(6, received);
            statement.setArray(7, array(connection, parts, "text", ReportPart::content));
            statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement(HEADS)) {
            statement.setArray(1, stations);
            statement.setArray(2, requests);
            statement.setArray(3, received);
            statement.executeUpdate();
        }
        return Collections.nCopies(facts.size(), null);
    }

    private static Array array(
            Connection connection, List<ReportPart> parts, String type, Function<ReportPart, Object> value)
            throws SQLException {
        return connection.createArrayOf(type, parts.stream().map(value).toArray());
    }
}
