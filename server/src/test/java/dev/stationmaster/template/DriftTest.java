package dev.stationmaster.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.devicemodel.KnownValues;
import dev.stationmaster.devicemodel.KnownValues.Known;
import dev.stationmaster.devicemodel.KnownValues.LastChange;
import dev.stationmaster.devicemodel.WantedValue;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.station.StationId;
import dev.stationmaster.template.Drift.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DriftTest {
    private static final StationId STATION = new StationId(1);
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final WantedValue BEAT = key("HeartbeatInterval", "300");

    private static WantedValue key(String name, String value) {
        return new WantedValue(null, null, null, null, name, null, null, value);
    }

    private static Known told(WantedValue one, @Nullable String value, String mutability) {
        return new Known(STATION, one.named().key(), one.attribute(), value, mutability, AT, "get");
    }

    private static LastChange changed(String source, @Nullable String actor, Instant at) {
        return new LastChange(STATION, BEAT.named().key(), "Actual", "300", "60", source, actor, new UUID(1, 1), at);
    }

    @Test
    void aNumberIsTheSameHoweverItIsWrittenAndSoAreTruthAndLists() {
        assertThat(KnownValues.isSame("300", "300.0")).isTrue();
        assertThat(KnownValues.isSame("True", "true")).isTrue();
        assertThat(KnownValues.isSame("Voltage,SoC", "Voltage, SoC")).isTrue();
        assertThat(KnownValues.isSame("SoC,Voltage", "Voltage,SoC")).isFalse();
        assertThat(KnownValues.isSame("0300", "300")).isTrue();
        assertThat(KnownValues.isSame("", "")).isTrue();
        assertThat(KnownValues.isSame("a", null)).isFalse();
    }

    @Test
    void whatWasToldOtherwiseIsDriftAndWhatWasNeverToldIsUnknown() {
        var same = Map.of(BEAT.place(), told(BEAT, "300", "ReadWrite"));
        assertThat(Drift.standing(List.of(BEAT), Drift.of(List.of(BEAT), same, Map.of(), null)))
                .isEqualTo(Standing.IN_LINE);
        var other = Map.of(BEAT.place(), told(BEAT, "60", "ReadOnly"));
        var found = Drift.of(List.of(BEAT), other, Map.of(), null);
        assertThat(Drift.standing(List.of(BEAT), found)).isEqualTo(Standing.DRIFTED);
        assertThat(found.getFirst().actual()).isEqualTo("60");
        assertThat(found.getFirst().readOnly()).isTrue();
        var nothing = Drift.of(List.of(BEAT), Map.of(), Map.of(), null);
        assertThat(Drift.standing(List.of(BEAT), nothing)).isEqualTo(Standing.UNKNOWN);
        assertThat(Drift.standing(List.of(), List.of())).isEqualTo(Standing.NOT_MEANT);
    }

    @Test
    void whatMayOnlyBeWrittenIsNoDrift() {
        var secret = Map.of(BEAT.place(), told(BEAT, null, "WriteOnly"));
        assertThat(Drift.of(List.of(BEAT), secret, Map.of(), null)).isEmpty();
    }

    @Test
    void theHistorySaysWhoItWas() {
        assertThat(Drift.by(null, AT).who()).isEqualTo("original");
        assertThat(Drift.by(changed("set", "anna", AT), AT).who()).isEqualTo("us");
        assertThat(Drift.by(changed("set", "anna", AT), AT).actor()).isEqualTo("anna");
        assertThat(Drift.by(changed("report", null, AT.plusSeconds(30)), AT).who())
                .isEqualTo("station");
        assertThat(Drift.by(changed("get", null, AT.plusSeconds(3_600)), AT).who())
                .isEqualTo("local");
        assertThat(Drift.by(changed("get", null, AT.minusSeconds(60)), AT).who())
                .isEqualTo("local");
    }

    @Test
    void keysAreFor16AndComponentsFor2() {
        assertThat(BEAT.isFor(Version.V16)).isTrue();
        assertThat(BEAT.isFor(Version.V21)).isFalse();
        var variable = new WantedValue("OCPPCommCtrlr", null, null, null, "HeartbeatInterval", null, null, "300");
        assertThat(variable.isFor(Version.V16)).isFalse();
        assertThat(variable.isFor(Version.V201)).isTrue();
    }

    @Test
    void aTemplateTellsEveryFieldThatIsWrong() {
        var wrong = List.of(
                key("AuthorizationKey", "x"),
                new WantedValue(null, null, 1, null, "A", null, null, "x"),
                new WantedValue("C", null, null, null, "A", null, "Most", null),
                BEAT,
                key("heartbeatinterval", "1"));
        assertThat(WantedValue.problems(wrong, "values"))
                .extracting(one -> one.field() + " " + one.rule())
                .containsExactly(
                        "values[0].variable secret",
                        "values[1].component required",
                        "values[2].value required",
                        "values[2].type enum",
                        "values[4] unique");
    }
}
