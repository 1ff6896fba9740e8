package dev.stationmaster.charging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.command.ChargingProfile.Purpose;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.command.StationCommand.ClearChargingProfile;
import dev.stationmaster.command.StationCommand.SetChargingProfile;
import dev.stationmaster.settings.ConnectorMap;
import org.junit.jupiter.api.Test;

class RawCommandsTest {
    private static StationCommand meant(String action, String payload) {
        return RawCommands.meant(new StationCommand.Call(action, payload, true), ConnectorMap.PLAIN);
    }

    @Test
    void profilesOfBothFamiliesAreRead() {
        var first = (SetChargingProfile) meant("SetChargingProfile", """
                {"connectorId":0,"csChargingProfiles":{"chargingProfileId":4,"stackLevel":1,"chargingProfilePurpose":"ChargePointMaxProfile",
                 "chargingProfileKind":"Relative","chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":6}]}}}""");
        assertThat(first.evse()).isZero();
        assertThat(first.profile().id()).isEqualTo(4);
        assertThat(first.profile().purpose()).isEqualTo(Purpose.CHARGING_STATION_MAX);
        var second = (SetChargingProfile) meant("SetChargingProfile", """
                {"evseId":2,"chargingProfile":{"id":5,"stackLevel":1,"chargingProfilePurpose":"TxProfile","chargingProfileKind":"Relative",
                 "transactionId":"T1","chargingSchedule":[{"id":1,"chargingRateUnit":"W","salesTariff":{},
                 "chargingSchedulePeriod":[{"startPeriod":0,"limit":6}]}]}}""");
        assertThat(second.evse()).isEqualTo(2);
        assertThat(second.profile().transactionId()).isEqualTo("T1");
    }

    @Test
    void clearingIsRead() {
        assertThat(meant("ClearChargingProfile", "{}")).isEqualTo(new ClearChargingProfile(null, null, null, null));
        assertThat(meant("ClearChargingProfile", "{\"id\":3}"))
                .isEqualTo(new ClearChargingProfile(3, null, null, null));
        assertThat(
                        meant(
                                "ClearChargingProfile",
                                "{\"chargingProfileCriteria\":{\"evseId\":1,\"chargingProfilePurpose\":\"TxProfile\",\"stackLevel\":0}}"))
                .isEqualTo(new ClearChargingProfile(null, 1, Purpose.TX, 0));
    }

    @Test
    void whatIsAboutSomethingElseOrCannotBeReadStaysACall() {
        assertThat(meant("Reset", "{}")).isInstanceOf(StationCommand.Call.class);
        assertThat(meant("SetChargingProfile", "{}")).isInstanceOf(StationCommand.Call.class);
        assertThat(meant("SetChargingProfile", "{")).isInstanceOf(StationCommand.Call.class);
    }
}
