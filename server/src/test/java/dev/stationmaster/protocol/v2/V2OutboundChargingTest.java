package dev.stationmaster.protocol.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stationmaster.command.ChargingProfile.Purpose;
import dev.stationmaster.command.ChargingProfileJson;
import dev.stationmaster.command.ChargingSchedule.Unit;
import dev.stationmaster.command.CommandAnswer;
import dev.stationmaster.command.Encoded;
import dev.stationmaster.command.EncodedText;
import dev.stationmaster.command.KnownStation;
import dev.stationmaster.command.ReportedSchedule;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.ocpp.InvalidMessageException;
import dev.stationmaster.ocpp.Payload;
import dev.stationmaster.ocpp.Version;
import java.util.List;
import org.junit.jupiter.api.Test;

class V2OutboundChargingTest {
    private static final String USUAL = """
            {"id":7,"stackLevel":2,"chargingProfilePurpose":"%s","chargingProfileKind":"Relative","transactionId":"T-1",
             "chargingSchedule":[%s]}""";
    private static final String SCHEDULE =
            "{\"chargingRateUnit\":\"A\",\"chargingSchedulePeriod\":[{\"startPeriod\":0,\"limit\":6,\"numberPhases\":1,\"phaseToUse\":2}]}";

    private final V2OutboundCommands encoder = new V2OutboundCommands();
    private final KnownStation station = new KnownStation(Version.V201);
    private final KnownStation newer = new KnownStation(Version.V21);

    private String only(StationCommand command) {
        List<String> sent = EncodedText.of(encoder.encode(command, station));
        assertThat(sent).hasSize(1);
        return sent.getFirst();
    }

    private static StationCommand set(String purpose, String schedules) {
        return new StationCommand.SetChargingProfile(
                1, ChargingProfileJson.stored(USUAL.formatted(purpose, schedules)));
    }

    @Test
    void schedulesAreNumberedWhereTheyHaveNoNumber() {
        assertThat(only(set("TxProfile", SCHEDULE + "," + SCHEDULE)))
                .startsWith("SetChargingProfile {\"evseId\":1,\"chargingProfile\":{\"id\":7,\"stackLevel\":2,")
                .contains(
                        "\"transactionId\":\"T-1\"",
                        "\"id\":1,\"chargingRateUnit\":\"A\"",
                        "\"id\":2,\"chargingRateUnit\":\"A\"")
                .contains("\"limit\":6,\"numberPhases\":1,\"phaseToUse\":2");
    }

    @Test
    void whatOnlyTheNewerKnowsDoesNotLeaveForTheOlder() {
        StationCommand priority = set("PriorityCharging", SCHEDULE);
        assertThatThrownBy(() -> encoder.encode(priority, station)).isInstanceOf(InvalidMessageException.class);
        assertThat(EncodedText.of(encoder.encode(priority, newer)).getFirst()).startsWith("SetChargingProfile");
    }

    @Test
    void clearingNamesTheIdOrTheCriteria() {
        assertThat(only(new StationCommand.ClearChargingProfile(3, null, null, null)))
                .isEqualTo("ClearChargingProfile {\"chargingProfileId\":3}");
        assertThat(only(new StationCommand.ClearChargingProfile(null, 0, Purpose.TX_DEFAULT, 1)))
                .isEqualTo("ClearChargingProfile {\"chargingProfileCriteria\":{\"evseId\":0,"
                        + "\"chargingProfilePurpose\":\"TxDefaultProfile\",\"stackLevel\":1}}");
    }

    @Test
    void profilesAreAskedForUnderANumber() {
        assertThat(only(new StationCommand.GetChargingProfiles(0, List.of(), Purpose.EXTERNAL, null, List.of("EMS"))))
                .contains("\"requestId\":")
                .contains("\"chargingProfile\":{\"chargingProfilePurpose\":\"ChargingStationExternalConstraints\","
                        + "\"chargingLimitSource\":[\"EMS\"]}")
                .contains("\"evseId\":0");
    }

    @Test
    void theCompositeScheduleOfTheStationIsRead() {
        var calls = (Encoded.Calls) encoder.encode(new StationCommand.GetCompositeSchedule(1, 300, Unit.A), station);
        CommandAnswer answer = calls.calls().getFirst().answer().apply(Payload.of("""
                {"status":"Accepted","schedule":{"evseId":1,"duration":300,"scheduleStart":"2026-03-01T08:00:00Z","chargingRateUnit":"A",
                 "chargingSchedulePeriod":[{"startPeriod":0,"limit":10.5}]}}"""));
        assertThat(answer.details()).hasSize(1);
        var schedule = (ReportedSchedule) answer.details().getFirst();
        assertThat(schedule.durationSeconds()).isEqualTo(300);
        assertThat(schedule.periods().getFirst().limit()).isEqualByComparingTo("10.5");
        assertThat(calls.calls()
                        .getFirst()
                        .answer()
                        .apply(Payload.of("{\"status\":\"Rejected\"}"))
                        .details())
                .isEmpty();
    }
}
