package dev.stationmaster.protocol.v16;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.command.ChargingProfile.Purpose;
import dev.stationmaster.command.ChargingProfileJson;
import dev.stationmaster.command.ChargingSchedule.Unit;
import dev.stationmaster.command.EncodedText;
import dev.stationmaster.command.KnownStation;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.ocpp.Version;
import java.util.List;
import org.junit.jupiter.api.Test;

class V16OutboundChargingTest {
    private static final String USUAL = """
            {"id":7,"stackLevel":2,"chargingProfilePurpose":"%s","chargingProfileKind":"Recurring","recurrencyKind":"Weekly",
             "validFrom":"2026-03-01T08:00:00Z","transactionId":%s,"chargingSchedule":[{"chargingRateUnit":"W","duration":60,
             "startSchedule":"2026-03-01T08:00:00Z","chargingSchedulePeriod":[{"startPeriod":0,"limit":6000.5%s}]}%s]}""";

    private final V16OutboundCommands encoder = new V16OutboundCommands();
    private final KnownStation station = new KnownStation(Version.V16);

    private String only(StationCommand command) {
        List<String> sent = EncodedText.of(encoder.encode(command, station));
        assertThat(sent).hasSize(1);
        return sent.getFirst();
    }

    private String set(String purpose, String transaction, String period, String schedules) {
        var profile = ChargingProfileJson.stored(USUAL.formatted(purpose, transaction, period, schedules));
        return only(new StationCommand.SetChargingProfile(1, profile));
    }

    @Test
    void aProfileIsSaidInItsWords() {
        assertThat(set("ChargingStationMaxProfile", "null", ",\"numberPhases\":1", ""))
                .isEqualTo(
                        "SetChargingProfile {\"connectorId\":1,\"csChargingProfiles\":{\"chargingProfileId\":7,\"stackLevel\":2,"
                                + "\"chargingProfilePurpose\":\"ChargePointMaxProfile\",\"chargingProfileKind\":\"Recurring\","
                                + "\"chargingSchedule\":{\"chargingRateUnit\":\"W\",\"chargingSchedulePeriod\":[{\"startPeriod\":0,"
                                + "\"limit\":6000.5,\"numberPhases\":1}],\"duration\":60,\"startSchedule\":\"2026-03-01T08:00:00Z\"},"
                                + "\"recurrencyKind\":\"Weekly\",\"validFrom\":\"2026-03-01T08:00:00Z\"}}");
        assertThat(set("TxProfile", "\"4711\"", "", "")).contains("\"transactionId\":4711");
    }

    @Test
    void whatItHasNoWordsForIsNotSent() {
        assertThat(set("TxProfile", "\"abc\"", "", ""))
                .isEqualTo("unsupported: a transaction of 1.6 has a number, not \"abc\"");
        assertThat(set("PriorityCharging", "null", "", ""))
                .isEqualTo("unsupported: 1.6 knows no purpose PriorityCharging");
        assertThat(set("TxDefaultProfile", "null", ",\"phaseToUse\":2", ""))
                .isEqualTo("unsupported: 1.6 cannot choose the phase");
        assertThat(set(
                        "TxDefaultProfile",
                        "null",
                        "",
                        ",{\"chargingRateUnit\":\"A\",\"chargingSchedulePeriod\":[{\"startPeriod\":0,\"limit\":6}]}"))
                .isEqualTo("unsupported: a profile of 1.6 has one schedule");
        assertThat(only(new StationCommand.GetChargingProfiles(1, List.of(), null, 1, List.of())))
                .startsWith("unsupported");
    }

    @Test
    void clearingNamesWhatIsGiven() {
        assertThat(only(new StationCommand.ClearChargingProfile(null, null, null, null)))
                .isEqualTo("ClearChargingProfile {}");
        assertThat(only(new StationCommand.ClearChargingProfile(null, 0, Purpose.CHARGING_STATION_MAX, 1)))
                .isEqualTo(
                        "ClearChargingProfile {\"connectorId\":0,\"chargingProfilePurpose\":\"ChargePointMaxProfile\","
                                + "\"stackLevel\":1}");
    }

    @Test
    void aCompositeScheduleIsAskedForInTheUnitWanted() {
        assertThat(only(new StationCommand.GetCompositeSchedule(0, 60, null)))
                .isEqualTo("GetCompositeSchedule {\"connectorId\":0,\"duration\":60}");
        assertThat(only(new StationCommand.GetCompositeSchedule(1, 60, Unit.W)))
                .isEqualTo("GetCompositeSchedule {\"connectorId\":1,\"duration\":60,\"chargingRateUnit\":\"W\"}");
    }
}
