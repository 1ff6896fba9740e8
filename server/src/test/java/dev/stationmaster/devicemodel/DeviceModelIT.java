package dev.stationmaster.devicemodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.devicemodel.DeviceModelStore.Filter;
import dev.stationmaster.devicemodel.ReportedVariable.Attribute;
import dev.stationmaster.devicemodel.ReportedVariable.Characteristics;
import dev.stationmaster.platform.postgres.TestPostgres;
import dev.stationmaster.station.StationId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class DeviceModelIT {
    private static final StationId STATION = new StationId(1);
    private static final Instant GENERATED = Instant.parse("2026-03-01T08:00:00Z");

    private final DataSource database = TestPostgres.freshDatabase().dataSource();
    private final List<String> told = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-01T08:00:05Z");
    private final DeviceModelService devices = started();

    /** The service as it is after a start of the server. */
    private DeviceModelService started() {
        var beans = new DefaultListableBeanFactory();
        beans.registerSingleton("listener", new ReportListener() {
            @Override
            public void completed(StationId station, int requestId, int variables) {
                told.add("report " + requestId + " complete: " + variables);
            }

            @Override
            public void incomplete(StationId station, int requestId) {
                told.add("report " + requestId + " incomplete");
            }
        });
        var store = new DeviceModelStore(
                JdbcClient.create(database),
                new JdbcTemplate(database),
                new TransactionTemplate(new JdbcTransactionManager(database)));
        var service = new DeviceModelService(
                new WritingLedger(database),
                store,
                new StationLimits(),
                new WriteOnlyVariables(),
                beans.getBeanProvider(ReportListener.class),
                () -> now);
        service.afterSingletonsInstantiated();
        return service;
    }

    private static ReportedVariable variable(String component, String name, @Nullable String value, String mutability) {
        return new ReportedVariable(
                Variable.of(component, name, null),
                List.of(new Attribute("Actual", value, mutability, true, false)),
                new Characteristics("integer", null, null, null, null, false));
    }

    private List<String> shown() {
        return devices.list(STATION, new Filter(null, null), null, 100).stream()
                .map(row -> row.variable().display() + "=" + row.value() + " (" + row.source() + ")")
                .toList();
    }

    @Test
    void aFullInventoryReplacesTheModelInOneStepWhateverTheOrderOfItsParts() {
        devices.updated(
                STATION, List.of(new VariableValue(Variable.of("OldCtrlr", "Gone", null), "Actual", "1", null)), "get");
        devices.asked(STATION, 7, "FullInventory");
        devices.report(STATION, 7, 2, false, GENERATED, List.of(variable("C", "V", "3", "ReadWrite")));
        devices.report(STATION, 7, 0, true, GENERATED, List.of(variable("A", "V", "1", "ReadOnly")));
        assertThat(shown()).containsExactly("OldCtrlr.Gone=1 (get)");
        devices.report(STATION, 7, 1, true, GENERATED, List.of(variable("B", "V", "2", "ReadOnly")));
        assertThat(shown()).containsExactly("A.V=1 (report)", "B.V=2 (report)", "C.V=3 (report)");
        assertThat(devices.reports(STATION, 7).getFirst().state()).isEqualTo("complete");
        assertThat(told).containsExactly("report 7 complete: 3");
    }

    @Test
    void otherReportsAddToTheModel() {
        devices.asked(STATION, 1, "FullInventory");
        devices.report(STATION, 1, 0, false, GENERATED, List.of(variable("A", "V", "1", "ReadOnly")));
        devices.report(STATION, 99, 0, false, GENERATED, List.of(variable("B", "V", "2", "ReadOnly")));
        assertThat(shown()).containsExactly("A.V=1 (report)", "B.V=2 (report)");
        assertThat(devices.reports(STATION, 99).getFirst().kind()).isNull();
    }

    @Test
    void aLaterReportUnderAnOldNumberStartsAnew() {
        devices.report(STATION, 0, 0, true, GENERATED, List.of(variable("A", "V", "1", "ReadOnly")));
        devices.report(STATION, 0, 1, false, GENERATED, List.of(variable("B", "V", "1", "ReadOnly")));
        devices.report(STATION, 0, 0, true, GENERATED.plusSeconds(60), List.of(variable("A", "V", "2", "ReadOnly")));
        assertThat(devices.reports(STATION, 0).getFirst().state()).isEqualTo("receiving");
        devices.report(STATION, 0, 1, false, GENERATED.plusSeconds(61), List.of(variable("B", "V", "2", "ReadOnly")));
        assertThat(shown()).containsExactly("A.V=2 (report)", "B.V=2 (report)");
    }

    @Test
    void aPartThatNeverComesMakesTheReportIncompleteAndChangesNothing() {
        devices.asked(STATION, 3, "FullInventory");
        devices.report(STATION, 3, 1, false, GENERATED, List.of(variable("A", "V", "1", "ReadOnly")));
        now = now.plus(Duration.ofMinutes(4));
        devices.giveUpOnSilent();
        assertThat(told).isEmpty();
        now = now.plus(Duration.ofMinutes(2));
        devices.giveUpOnSilent();
        assertThat(told).containsExactly("report 3 incomplete");
        assertThat(devices.reports(STATION, 3).getFirst().state()).isEqualTo("incomplete");
        assertThat(shown()).isEmpty();
    }

    @Test
    void afterARestartTheMissingPartCompletesTheReport() {
        devices.asked(STATION, 4, "FullInventory");
        devices.report(STATION, 4, 0, true, GENERATED, List.of(variable("A", "V", "1", "ReadOnly")));
        var after = started();
        after.report(STATION, 4, 1, false, GENERATED, List.of(variable("B", "V", "2", "ReadOnly")));
        assertThat(shown()).containsExactly("A.V=1 (report)", "B.V=2 (report)");
    }

    @Test
    void whatMayOnlyBeWrittenIsNeverKept() {
        devices.report(
                STATION,
                5,
                0,
                false,
                GENERATED,
                List.of(
                        variable("SecurityCtrlr", "BasicAuthPassword", "geheim", "ReadWrite"),
                        variable("VendorCtrlr", "Pin", "1234", "WriteOnly")));
        devices.updated(
                STATION,
                List.of(new VariableValue(Variable.of("VendorCtrlr", "Pin", null), "Actual", "5678", null)),
                "set");
        assertThat(shown())
                .containsExactly("SecurityCtrlr.BasicAuthPassword=null (report)", "VendorCtrlr.Pin=null (set)");
        assertThat(JdbcClient.create(database)
                        .sql("select string_agg(content, '') from device_report_part")
                        .query(String.class)
                        .single())
                .doesNotContain("geheim", "1234");
    }

    @Test
    void limitsAreKnownAtOnceAndAfterARestart() {
        var limit = Variable.of("devicedatactrlr", "itemspermessage", "getvariables");
        assertThat(devices.limit(STATION, limit)).isEmpty();
        devices.updated(
                STATION,
                List.of(new VariableValue(
                        Variable.of("DeviceDataCtrlr", "ItemsPerMessage", "GetVariables"), "Actual", "4", null)),
                "get");
        assertThat(devices.limit(STATION, limit)).hasValue(4);
        assertThat(started().limit(STATION, "ItemsPerMessage", "GetVariables")).hasValue(4);
    }

    @Test
    void theListIsReadInPagesAndByName() {
        devices.report(
                STATION,
                6,
                0,
                false,
                GENERATED,
                List.of(
                        variable("OCPPCommCtrlr", "HeartbeatInterval", "1", "ReadWrite"),
                        variable("OCPPCommCtrlr", "Offline_Threshold", "2", "ReadWrite"),
                        variable("AuthCtrlr", "Enabled", "3", "ReadWrite")));
        var first = devices.list(STATION, new Filter(null, null), null, 2);
        var last = first.getLast();
        var rest = devices.list(STATION, new Filter(null, null), last.variable().key() + " " + last.attribute(), 2);
        assertThat(first).hasSize(2);
        assertThat(rest).hasSize(1).doesNotContainAnyElementsOf(first);
        assertThat(devices.list(STATION, new Filter("e_t", null), null, 10)).hasSize(1);
        assertThat(devices.list(STATION, new Filter(null, "authctrlr"), null, 10))
                .hasSize(1);
    }

    private List<String> history() {
        var store = new VariableHistoryStore(JdbcClient.create(database));
        return store.list(STATION, null, null, null, 100).stream()
                .map(change -> change.variable().display() + ": " + change.before() + " -> " + change.after() + " ("
                        + change.source() + (change.actor() == null ? "" : " by " + change.actor()) + ")")
                .toList();
    }

    private void set(String component, String name, String value) {
        devices.updated(
                STATION,
                List.of(new VariableValue(Variable.of(component, name, null), "Actual", value, null)),
                new Origin("set", "lab", UUID.randomUUID()));
    }

    @Test
    void everyChangeOfAValueIsKeptWithWhoBroughtItAbout() {
        devices.asked(STATION, 8, "FullInventory");
        devices.report(
                STATION,
                8,
                0,
                false,
                GENERATED,
                List.of(
                        variable("OCPPCommCtrlr", "OfflineThreshold", "60", "ReadWrite"),
                        variable("VendorCtrlr", "Pin", null, "WriteOnly"),
                        variable("VendorCtrlr", "Gone", "1", "ReadOnly")));
        assertThat(history()).isEmpty();
        set("OCPPCommCtrlr", "OfflineThreshold", "60");
        set("OCPPCommCtrlr", "OfflineThreshold", "123");
        set("VendorCtrlr", "Pin", "5678");
        devices.updated(
                STATION,
                List.of(new VariableValue(Variable.of("EVSE", "AvailabilityState", null), "Actual", "Occupied", null)),
                "event");
        devices.asked(STATION, 9, "FullInventory");
        devices.report(
                STATION,
                9,
                0,
                false,
                GENERATED,
                List.of(variable("OCPPCommCtrlr", "OfflineThreshold", "90", "ReadWrite")));
        assertThat(history())
                .containsExactly(
                        "OCPPCommCtrlr.OfflineThreshold: 123 -> 90 (report)",
                        "EVSE.AvailabilityState: null -> Occupied (event)",
                        "VendorCtrlr.Pin: null -> null (set by lab)",
                        "OCPPCommCtrlr.OfflineThreshold: 60 -> 123 (set by lab)");
        var store = new VariableHistoryStore(JdbcClient.create(database));
        assertThat(store.list(STATION, "ocppcommctrlr", "offlinethreshold", null, 100))
                .hasSize(2);
        assertThat(store.deleteBefore(now.plusSeconds(1))).isEqualTo(4);
        assertThat(history()).isEmpty();
    }

    @Test
    void aPartThatComesAfterTheReportWasGivenUpCompletesItAfterAll() {
        devices.asked(STATION, 10, "Custom");
        devices.report(STATION, 10, 0, true, GENERATED, List.of(variable("A", "V", "1", "ReadOnly")));
        now = now.plus(Duration.ofMinutes(6));
        devices.giveUpOnSilent();
        devices.report(STATION, 10, 1, false, GENERATED, List.of(variable("B", "V", "2", "ReadOnly")));
        devices.report(STATION, 10, 1, false, GENERATED, List.of(variable("B", "V", "2", "ReadOnly")));
        assertThat(told).startsWith("report 10 incomplete", "report 10 complete: 2");
        assertThat(shown()).containsExactly("A.V=1 (report)", "B.V=2 (report)");
    }
}
