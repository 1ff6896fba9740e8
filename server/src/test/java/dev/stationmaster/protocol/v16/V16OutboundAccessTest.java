package dev.stationmaster.protocol.v16;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.authorization.Verdict;
import dev.stationmaster.command.Encoded;
import dev.stationmaster.command.EncodedText;
import dev.stationmaster.command.KnownStation;
import dev.stationmaster.command.LocalListEntry;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.ocpp.Version;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class V16OutboundAccessTest {
    private static final IdToken CARD = new IdToken("04A1B2C3", "ISO14443");
    private static final Instant END = Instant.parse("2026-03-01T08:00:00Z");
    private final V16OutboundCommands encoder = new V16OutboundCommands();
    private final KnownStation station = new KnownStation(Version.V16);

    private String only(StationCommand command) {
        List<String> sent = EncodedText.of(encoder.encode(command, station));
        assertThat(sent).hasSize(1);
        return sent.getFirst();
    }

    @Test
    void anEntrySaysWhatTheTokenIsGoodForAndWhoseParentItHas() {
        var info = new LocalListEntry.Info(Verdict.Status.ACCEPTED, END, "FLEET");
        var list = new StationCommand.SendLocalList(
                7,
                "Differential",
                List.of(new LocalListEntry(CARD, info), new LocalListEntry(new IdToken("99", "ISO14443"), null)));
        assertThat(only(list))
                .isEqualTo(
                        "SendLocalList {\"listVersion\":7,\"updateType\":\"Differential\",\"localAuthorizationList\":["
                                + "{\"idTag\":\"04A1B2C3\",\"idTagInfo\":{\"status\":\"Accepted\",\"expiryDate\":\"2026-03-01T08:00:00Z\",\"parentIdTag\":\"FLEET\"}},"
                                + "{\"idTag\":\"99\"}]}");
    }

    @Test
    void noEntryIsEverConcurrent() {
        var info = new LocalListEntry.Info(Verdict.Status.CONCURRENT, null, null);
        assertThat(only(new StationCommand.SendLocalList(1, "Full", List.of(new LocalListEntry(CARD, info)))))
                .contains("\"status\":\"Blocked\"");
    }

    @Test
    void aFullListWithoutEntriesLeavesTheListOut() {
        assertThat(only(new StationCommand.SendLocalList(8, "Full", List.of())))
                .isEqualTo("SendLocalList {\"listVersion\":8,\"updateType\":\"Full\"}");
    }

    @Test
    void anyConnectorIsConnectorZero() {
        assertThat(only(new StationCommand.ReserveNow(5, CARD, null, null, null, null, END)))
                .isEqualTo(
                        "ReserveNow {\"connectorId\":0,\"expiryDate\":\"2026-03-01T08:00:00Z\",\"idTag\":\"04A1B2C3\",\"reservationId\":5}");
        assertThat(only(new StationCommand.ReserveNow(5, CARD, new IdToken("FLEET", "Central"), 2, null, null, END)))
                .contains("\"connectorId\":2")
                .contains("\"parentIdTag\":\"FLEET\"");
    }

    @Test
    void whatAnIdTagCannotHoldIsNotSent() {
        var tooLong = new IdToken("123456789012345678901", "ISO14443");
        assertThat(encoder.encode(new StationCommand.ReserveNow(5, tooLong, null, 1, null, null, END), station))
                .isInstanceOf(Encoded.Unsupported.class);
        assertThat(encoder.encode(new StationCommand.ReserveNow(5, CARD, null, null, null, "cType2", END), station))
                .isInstanceOf(Encoded.Unsupported.class);
    }
}
