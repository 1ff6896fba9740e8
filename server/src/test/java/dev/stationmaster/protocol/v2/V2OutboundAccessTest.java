package dev.stationmaster.protocol.v2;

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

class V2OutboundAccessTest {
    private static final IdToken CARD = new IdToken("04A1B2C3", "ISO14443");
    private static final Instant END = Instant.parse("2026-03-01T08:00:00Z");
    private final V2OutboundCommands encoder = new V2OutboundCommands();
    private final KnownStation station = new KnownStation(Version.V201);

    private String only(StationCommand command) {
        List<String> sent = EncodedText.of(encoder.encode(command, station));
        assertThat(sent).hasSize(1);
        return sent.getFirst();
    }

    @Test
    void aGroupGoesWithTheEntryAndARemovalHasNoInfo() {
        var info = new LocalListEntry.Info(Verdict.Status.ACCEPTED, null, "FLEET");
        var list = new StationCommand.SendLocalList(
                7,
                "Differential",
                List.of(new LocalListEntry(CARD, info), new LocalListEntry(new IdToken("99", "eMAID"), null)));
        assertThat(only(list))
                .isEqualTo(
                        "SendLocalList {\"versionNumber\":7,\"updateType\":\"Differential\",\"localAuthorizationList\":["
                                + "{\"idToken\":{\"idToken\":\"04A1B2C3\",\"type\":\"ISO14443\"},\"idTokenInfo\":{\"status\":\"Accepted\","
                                + "\"groupIdToken\":{\"idToken\":\"FLEET\",\"type\":\"Central\"}}},"
                                + "{\"idToken\":{\"idToken\":\"99\",\"type\":\"eMAID\"}}]}");
    }

    @Test
    void aFullListWithoutEntriesLeavesTheListOut() {
        assertThat(only(new StationCommand.SendLocalList(8, "Full", List.of())))
                .isEqualTo("SendLocalList {\"versionNumber\":8,\"updateType\":\"Full\"}");
    }

    @Test
    void aReservationNamesAnEvseAConnectorTypeOrNothing() {
        assertThat(only(new StationCommand.ReserveNow(5, CARD, null, null, null, null, END)))
                .isEqualTo("ReserveNow {\"id\":5,\"expiryDateTime\":\"2026-03-01T08:00:00Z\","
                        + "\"idToken\":{\"idToken\":\"04A1B2C3\",\"type\":\"ISO14443\"}}");
        assertThat(only(new StationCommand.ReserveNow(5, CARD, null, 2, null, null, END)))
                .contains("\"evseId\":2");
        assertThat(only(new StationCommand.ReserveNow(5, CARD, null, null, null, "cType2", END)))
                .contains("\"connectorType\":\"cType2\"");
        assertThat(encoder.encode(new StationCommand.ReserveNow(5, CARD, null, null, 1, null, END), station))
                .isInstanceOf(Encoded.Unsupported.class);
    }
}
