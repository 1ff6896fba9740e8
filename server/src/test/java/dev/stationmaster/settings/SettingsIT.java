package dev.stationmaster.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stationmaster.platform.StartRefused;
import dev.stationmaster.platform.postgres.TestPostgres;
import dev.stationmaster.settings.SettingKeys.UnknownStations;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;

class SettingsIT {
    private final JdbcClient database =
            JdbcClient.create(TestPostgres.freshDatabase().dataSource());
    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void defaultsAreTheOnesOfTheHandbook() {
        assertThat(settings().all())
                .extracting(SettingValue::key, SettingValue::value, SettingValue::source)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("unknownStations", "refuse", "default"),
                        org.assertj.core.groups.Tuple.tuple("validation", "tolerant", "default"),
                        org.assertj.core.groups.Tuple.tuple("heartbeatIntervalSeconds", "300", "default"));
    }

    @Test
    void eachLayerLiesOverTheOneBefore() {
        assertThat(settings().get(SettingKeys.HEARTBEAT_INTERVAL_SECONDS)).isEqualTo(300);
        var fromFile = settings();
        fromFile.fromFile(Map.of("heartbeatIntervalSeconds", "100"));
        assertThat(fromFile.get(SettingKeys.HEARTBEAT_INTERVAL_SECONDS)).isEqualTo(100);

        environment.setProperty("stationmaster.heartbeat-interval-seconds", "200");
        var settings = settings();
        settings.fromFile(Map.of("heartbeatIntervalSeconds", "100"));
        assertThat(settings.get(SettingKeys.HEARTBEAT_INTERVAL_SECONDS)).isEqualTo(200);

        settings.change(one("heartbeatIntervalSeconds", "400"), "ada");
        settings.changeFor(7, one("heartbeatIntervalSeconds", "500"), "ada");
        assertThat(settings.get(SettingKeys.HEARTBEAT_INTERVAL_SECONDS, 6)).isEqualTo(400);
        assertThat(settings.get(SettingKeys.HEARTBEAT_INTERVAL_SECONDS, 7)).isEqualTo(500);

        settings.change(one("heartbeatIntervalSeconds", null), "ada");
        assertThat(settings.get(SettingKeys.HEARTBEAT_INTERVAL_SECONDS)).isEqualTo(200);
        assertThat(settings.allFor(7)).extracting(SettingValue::source).contains("station");
    }

    @Test
    void aSettingTellsWhatItHidesAndWhetherTheServerMustBeStartedAnew() {
        environment.setProperty("stationmaster.ftp-port", "2121");
        var settings = settings();
        assertThat(shown(settings, "ftpPort").pending()).isFalse();
        settings.change(one("ftpPort", "2200"), "ada");
        assertThat(shown(settings, "ftpPort").below()).isEqualTo(new SettingValue.Below("2121", "environment"));
        assertThat(shown(settings, "ftpPort").pending()).isTrue();
        assertThat(shown(settings, "ftpPort").maximum()).isEqualTo(65_535);
        settings.change(one("ftpPort", null), "ada");
        assertThat(shown(settings, "ftpPort").pending()).isFalse();
        assertThat(shown(settings, "validation").below()).isNull();
    }

    private static SettingValue shown(Settings settings, String key) {
        return settings.all().stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatAnOperatorSetSurvivesARestart() {
        settings().change(one("unknownStations", "pending"), "ada");
        assertThat(settings().get(SettingKeys.UNKNOWN_STATIONS)).isEqualTo(UnknownStations.PENDING);
    }

    @Test
    void aWrongValueIsRefusedWithTheRuleAndNothingChanges() {
        var settings = settings();
        var values = one("unknownStations", "accept");
        values.put("heartbeatIntervalSeconds", "0");
        assertThatThrownBy(() -> settings.change(values, "ada"))
                .isInstanceOf(SettingRefused.class)
                .hasMessage("must be a whole number from 1 to 86400, not \"0\"");
        assertThat(settings.get(SettingKeys.UNKNOWN_STATIONS)).isEqualTo(UnknownStations.REFUSE);
        assertThatThrownBy(() -> settings.changeFor(7, one("unknownStations", "accept"), "ada"))
                .hasMessageContaining("holds for all stations");
    }

    @Test
    void aWrongVariableRefusesTheStartInASentence() {
        environment.setProperty("stationmaster.heartbeat-interval-seconds", "often");
        assertThatThrownBy(this::settings)
                .isInstanceOf(StartRefused.class)
                .hasMessage(
                        "The setting heartbeatIntervalSeconds from the environment must be a whole number from 1 to 86400, not \"often\".");
    }

    private Settings settings() {
        return new Settings(new SettingStore(database), environment, InstantSource.system());
    }

    private static Map<String, @Nullable String> one(String key, @Nullable String value) {
        var map = new HashMap<String, @Nullable String>();
        map.put(key, value);
        return map;
    }
}
