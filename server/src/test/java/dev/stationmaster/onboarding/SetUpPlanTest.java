package dev.stationmaster.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.command.StationCommand.Attribute;
import dev.stationmaster.command.StationCommand.GetBaseReport;
import dev.stationmaster.command.StationCommand.GetReport;
import dev.stationmaster.command.StationCommand.GetVariables;
import dev.stationmaster.command.StationCommand.SetVariables;
import dev.stationmaster.command.StationCommand.Setting;
import dev.stationmaster.devicemodel.Variable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SetUpPlanTest {
    private static @Nullable Object set(String entry, boolean v2) {
        return SetUpPlan.wanted(SetUpPlan.steps(entry, "").getFirst(), v2).command();
    }

    private static @Nullable Object report(String entry, boolean v2) {
        return SetUpPlan.wanted(SetUpPlan.steps("", entry).getFirst(), v2).command();
    }

    private static SetVariables setting(Variable variable, @Nullable String type, String value) {
        return new SetVariables(List.of(new Setting(variable, type, value)));
    }

    @Test
    void entriesStandInTheirOrderAndValuesMayHoldCommasAndEquals() {
        assertThat(SetUpPlan.steps(" A.B=1 ; C.D=x,y=z;;", "FullInventory; Problem"))
                .extracting(step -> step.kind() + " " + step.subject() + " " + step.value())
                .containsExactly("set A.B 1", "set C.D x,y=z", "report FullInventory null", "report Problem null");
    }

    @Test
    void aNameTellsPlaceInstanceAndAttribute() {
        assertThat(set("OCPPCommCtrlr.OfflineThreshold=60", true))
                .isEqualTo(setting(Variable.of("OCPPCommCtrlr", "OfflineThreshold", null), null, "60"));
        assertThat(set("Connector[left](1/2).Limit[A]#MaxSet=16", true))
                .isEqualTo(setting(new Variable("Connector", "left", 1, 2, "Limit", "A"), "MaxSet", "16"));
    }

    @Test
    void keysAreFor16AndVariablesFor2x() {
        assertThat(set("MeterValueSampleInterval=60", false))
                .isEqualTo(setting(Variable.of("", "MeterValueSampleInterval", null), null, "60"));
        assertThat(set(".Vendor.Key=1", false)).isEqualTo(setting(Variable.of("", "Vendor.Key", null), null, "1"));
        assertThat(set("MeterValueSampleInterval=60", true)).isNull();
        assertThat(set("OCPPCommCtrlr.OfflineThreshold=60", false)).isNull();
    }

    @Test
    void secretsAreNotSetThisWay() {
        assertThat(set("SecurityCtrlr.BasicAuthPassword=0123456789abcdef", true))
                .isNull();
        assertThat(set("AuthorizationKey=0123456789abcdef", false)).isNull();
    }

    @Test
    void reportsAreBaseReportsCriteriaComponentsVariablesAndKeys() {
        assertThat(report("SummaryInventory", true)).isEqualTo(new GetBaseReport("SummaryInventory"));
        assertThat(report("Problem Enabled SecurityCtrlr EVSE(1).AvailabilityState", true))
                .isEqualTo(new GetReport(
                        List.of("Problem", "Enabled"),
                        List.of(
                                new Variable("SecurityCtrlr", null, null, null, "", null),
                                new Variable("EVSE", null, 1, null, "AvailabilityState", null))));
        assertThat(report("NumberOfConnectors HeartbeatInterval", false))
                .isEqualTo(new GetVariables(List.of(
                        new Attribute(Variable.of("", "NumberOfConnectors", null), null),
                        new Attribute(Variable.of("", "HeartbeatInterval", null), null))));
        assertThat(report("Problem", false)).isNull();
    }
}
