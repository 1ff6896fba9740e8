package dev.stationmaster.conformance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stationmaster.conformance.harness.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which messages of each functional block of 2.0.1 were exchanged, by the server's own log. */
final class TouchedBlocks {
    private static final Map<String, List<String>> BLOCKS = new TreeMap<>(Map.ofEntries(
            Map.entry("A", List.of("SignCertificate", "CertificateSigned", "SetNetworkProfile")),
            Map.entry(
                    "B",
                    List.of(
                            "BootNotification",
                            "GetVariables",
                            "SetVariables",
                            "GetBaseReport",
                            "GetReport",
                            "NotifyReport",
                            "Reset")),
            Map.entry("C", List.of("Authorize", "ClearCache")),
            Map.entry("D", List.of("SendLocalList", "GetLocalListVersion")),
            Map.entry("E", List.of("TransactionEvent", "GetTransactionStatus")),
            Map.entry(
                    "F",
                    List.of("RequestStartTransaction", "RequestStopTransaction", "TriggerMessage", "UnlockConnector")),
            Map.entry("G", List.of("ChangeAvailability", "StatusNotification", "Heartbeat")),
            Map.entry("H", List.of("ReserveNow", "CancelReservation")),
            Map.entry("I", List.of("CostUpdated")),
            Map.entry("J", List.of("MeterValues")),
            Map.entry(
                    "K",
                    List.of(
                            "SetChargingProfile",
                            "GetChargingProfiles",
                            "ReportChargingProfiles",
                            "GetCompositeSchedule",
                            "ClearChargingProfile",
                            "NotifyChargingLimit",
                            "ClearedChargingLimit",
                            "NotifyEVChargingNeeds",
                            "NotifyEVChargingSchedule")),
            Map.entry(
                    "L",
                    List.of(
                            "UpdateFirmware",
                            "FirmwareStatusNotification",
                            "PublishFirmware",
                            "PublishFirmwareStatusNotification",
                            "UnpublishFirmware")),
            Map.entry(
                    "M",
                    List.of(
                            "InstallCertificate",
                            "GetInstalledCertificateIds",
                            "DeleteCertificate",
                            "Get15118EVCertificate",
                            "GetCertificateStatus")),
            Map.entry(
                    "N",
                    List.of(
                            "GetLog",
                            "LogStatusNotification",
                            "SetMonitoringBase",
                            "SetMonitoringLevel",
                            "SetVariableMonitoring",
                            "GetMonitoringReport",
                            "NotifyMonitoringReport",
                            "ClearVariableMonitoring",
                            "NotifyEvent",
                            "CustomerInformation",
                            "NotifyCustomerInformation")),
            Map.entry(
                    "O",
                    List.of("SetDisplayMessage", "GetDisplayMessages", "NotifyDisplayMessages", "ClearDisplayMessage")),
            Map.entry("P", List.of("DataTransfer"))));

    private TouchedBlocks() {}

    /** @param stations of which at least one has exchanged each of the messages */
    static void check(Operator operator, List<String> stations) {
        List<String> untouched = new ArrayList<>();
        BLOCKS.forEach((block, actions) -> {
            for (String action : actions) {
                boolean seen = stations.stream()
                        .anyMatch(identity -> !operator.get(
                                        "/stations/" + identity + "/messages?limit=1&action=" + action)
                                .get("items")
                                .isEmpty());
                if (!seen) untouched.add(block + " " + action);
            }
        });
        assertThat(untouched).as("messages that nobody sent").isEmpty();
    }
}
