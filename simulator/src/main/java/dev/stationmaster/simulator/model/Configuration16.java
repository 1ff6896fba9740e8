package dev.stationmaster.simulator.model;

import dev.stationmaster.simulator.wire.BackOff;
import dev.stationmaster.simulator.wire.Json;
import dev.stationmaster.simulator.wire.Outbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The configuration keys of a 1.6 station. The table of keys is shared by all stations; a station keeps only what differs.
 *
 * @see "OCPP 1.6 §9, Security Whitepaper §5"
 */
public final class Configuration16 implements Settings {
    /** How a key may be used. */
    private enum Access {
        READ,
        READ_WRITE,
        REBOOT,
        WRITE
    }

    private record Key(String name, Access access, String initial, ValueType type) {}

    /** Verdict on a change, with the words of the standard. */
    public enum Change {
        Accepted,
        Rejected,
        RebootRequired,
        NotSupported
    }

    private static final Map<String, Key> KEYS = new LinkedHashMap<>();
    private static final String ENERGY = "Energy.Active.Import.Register";
    private static final ValueType SECONDS = new ValueType.Whole(0, 1_000_000);
    private static final ValueType FLAG = new ValueType.Flag();
    private static final int MAX_KEYS = 50;

    static {
        key("AllowOfflineTxForUnknownId", Access.READ_WRITE, "false", FLAG);
        key("AuthorizationCacheEnabled", Access.READ_WRITE, "true", FLAG);
        key("AuthorizeRemoteTxRequests", Access.READ_WRITE, "false", FLAG);
        key("BlinkRepeat", Access.READ_WRITE, "3", new ValueType.Whole(0, 100));
        key("ChargeProfileMaxStackLevel", Access.READ, "3", SECONDS);
        key("ChargingScheduleAllowedChargingRateUnit", Access.READ, "Current,Power", new ValueType.Text(30));
        key("ChargingScheduleMaxPeriods", Access.READ, "24", SECONDS);
        key("ClockAlignedDataInterval", Access.READ_WRITE, "0", SECONDS);
        key("ConnectionTimeOut", Access.READ_WRITE, "60", SECONDS);
        key("ConnectorPhaseRotation", Access.REBOOT, "0.RST", new ValueType.Text(500));
        key("ConnectorPhaseRotationMaxLength", Access.READ, "16", SECONDS);
        key("GetConfigurationMaxKeys", Access.READ, Integer.toString(MAX_KEYS), SECONDS);
        key("HeartbeatInterval", Access.READ_WRITE, "300", SECONDS);
        key("LightIntensity", Access.READ_WRITE, "80", new ValueType.Whole(0, 100));
        key("LocalAuthListEnabled", Access.READ_WRITE, "true", FLAG);
        key("LocalAuthListMaxLength", Access.READ, "500", SECONDS);
        key("LocalAuthorizeOffline", Access.READ_WRITE, "true", FLAG);
        key("LocalPreAuthorize", Access.READ_WRITE, "false", FLAG);
        key("MaxEnergyOnInvalidId", Access.READ_WRITE, "0", SECONDS);
        key("MaxChargingProfilesInstalled", Access.READ, "16", SECONDS);
        key("MessageTimeout", Access.READ_WRITE, "30", new ValueType.Whole(1, 3600));
        key("MeterValuesAlignedData", Access.READ_WRITE, ENERGY, ValueType.MEASURANDS);
        key("MeterValuesAlignedDataMaxLength", Access.READ, "10", SECONDS);
        key(
                "MeterValuesSampledData",
                Access.READ_WRITE,
                ENERGY + ",Power.Active.Import,Current.Import,Voltage,SoC",
                ValueType.MEASURANDS);
        key("MeterValuesSampledDataMaxLength", Access.READ, "10", SECONDS);
        key("MeterValueSampleInterval", Access.READ_WRITE, "60", SECONDS);
        key("MinimumStatusDuration", Access.READ_WRITE, "0", SECONDS);
        key("NumberOfConnectors", Access.READ, "1", SECONDS);
        key("ReserveConnectorZeroSupported", Access.READ, "true", FLAG);
        key("ResetRetries", Access.READ_WRITE, "1", new ValueType.Whole(0, 10));
        key("SendLocalListMaxLength", Access.READ, "100", SECONDS);
        key("StopTransactionMaxMeterValues", Access.READ, "2", SECONDS);
        key("StopTransactionOnEVSideDisconnect", Access.READ_WRITE, "true", FLAG);
        key("StopTransactionOnInvalidId", Access.READ_WRITE, "true", FLAG);
        key("StopTxnAlignedData", Access.READ_WRITE, "", ValueType.MEASURANDS);
        key("StopTxnAlignedDataMaxLength", Access.READ, "10", SECONDS);
        key("StopTxnSampledData", Access.READ_WRITE, ENERGY, ValueType.MEASURANDS);
        key("StopTxnSampledDataMaxLength", Access.READ, "10", SECONDS);
        key(
                "SupportedFeatureProfiles",
                Access.READ,
                "Core,FirmwareManagement,RemoteTrigger,LocalAuthListManagement,Reservation,SmartCharging",
                new ValueType.Text(500));
        key("SupportedFeatureProfilesMaxLength", Access.READ, "6", SECONDS);
        key("SupportedFileTransferProtocols", Access.READ, "FTP,HTTP", new ValueType.Text(100));
        key("TransactionMessageAttempts", Access.READ_WRITE, "3", new ValueType.Whole(1, 1_000_000));
        key("TransactionMessageRetryInterval", Access.READ_WRITE, "10", SECONDS);
        key("UnlockConnectorOnEVSideDisconnect", Access.READ_WRITE, "true", FLAG);
        key("WebSocketPingInterval", Access.READ_WRITE, "60", SECONDS);
        key("AuthorizationKey", Access.WRITE, "", new ValueType.Text(40));
        key("CpoName", Access.READ_WRITE, "", new ValueType.Text(500));
        key("SecurityProfile", Access.READ, "0", new ValueType.Whole(0, 3));
    }

    private static void key(String name, Access access, String initial, ValueType type) {
        KEYS.put(name.toLowerCase(Locale.ROOT), new Key(name, access, initial, type));
    }

    private final Map<String, String> differing = new HashMap<>();
    private final BackOff backOff;

    /** @param backOff 1.6 has no keys for it */
    public Configuration16(BackOff backOff) {
        this.backOff = backOff;
    }

    /** Sets a value as the factory would: no check of access. */
    public void preset(String name, String value) {
        differing.put(known(name).name, value);
    }

    /** The value of a key this station has. */
    public String value(String name) {
        var key = known(name);
        return differing.getOrDefault(key.name, key.initial);
    }

    private static Key known(String name) {
        var key = KEYS.get(name.toLowerCase(Locale.ROOT));
        if (key == null) {
            throw new IllegalArgumentException("no such configuration key: " + name);
        }
        return key;
    }

    /** ChangeConfiguration. A changed AuthorizationKey is for the caller to use. */
    public Change change(String name, String value) {
        var key = KEYS.get(name.toLowerCase(Locale.ROOT));
        if (key == null) {
            return Change.NotSupported;
        }
        var secret = key.name.equals("AuthorizationKey");
        if (key.access == Access.READ
                || !key.type.accepts(value)
                || (secret && !value.matches("([0-9A-Fa-f]{2}){16,20}"))) {
            return Change.Rejected;
        }
        if (!secret) {
            differing.put(key.name, value);
        }
        return key.access == Access.REBOOT ? Change.RebootRequired : Change.Accepted;
    }

    /** GetConfiguration; {@code names} absent or empty means all. */
    public Json report(JsonNode names) {
        var found = new ArrayList<Json>();
        var unknown = new ArrayList<String>();
        if (names.isEmpty()) {
            KEYS.values().stream().filter(key -> key.access != Access.WRITE).forEach(key -> found.add(row(key)));
        }
        for (var name : names) {
            var key = KEYS.get(name.asString("").toLowerCase(Locale.ROOT));
            if (key == null || key.access == Access.WRITE) {
                unknown.add(name.asString(""));
            } else {
                found.add(row(key));
            }
        }
        return Json.object().put("configurationKey", found).putStrings("unknownKey", unknown);
    }

    /** Whether a GetConfiguration names more keys than allowed. */
    public static boolean tooMany(JsonNode names) {
        return names.size() > MAX_KEYS;
    }

    private Json row(Key key) {
        return Json.object()
                .put("key", key.name)
                .put("readonly", key.access == Access.READ)
                .put("value", value(key.name));
    }

    private Duration seconds(String name) {
        return Duration.ofSeconds(Long.parseLong(value(name).strip()));
    }

    private boolean flag(String name) {
        return Boolean.parseBoolean(value(name));
    }

    private List<String> list(String name) {
        return split(value(name));
    }

    static List<String> split(@Nullable String value) {
        return value == null || value.isBlank()
                ? List.of()
                : Arrays.stream(value.split(",")).map(String::strip).toList();
    }

    /** Measurands that accompany StopTransaction. */
    public List<String> stopMeasurands() {
        return list("StopTxnSampledData");
    }

    @Override
    public Duration heartbeat() {
        return seconds("HeartbeatInterval");
    }

    @Override
    public void heartbeat(Duration interval) {
        preset("HeartbeatInterval", Long.toString(interval.toSeconds()));
    }

    @Override
    public Duration sampleInterval() {
        return seconds("MeterValueSampleInterval");
    }

    @Override
    public Duration alignedInterval() {
        return seconds("ClockAlignedDataInterval");
    }

    @Override
    public Duration connectionTimeout() {
        return seconds("ConnectionTimeOut");
    }

    @Override
    public List<String> sampledMeasurands() {
        return list("MeterValuesSampledData");
    }

    @Override
    public List<String> alignedMeasurands() {
        return list("MeterValuesAlignedData");
    }

    @Override
    public boolean stopOnInvalidToken() {
        return flag("StopTransactionOnInvalidId");
    }

    @Override
    public boolean stopOnUnplug() {
        return flag("StopTransactionOnEVSideDisconnect");
    }

    @Override
    public boolean authorizeRemoteStart() {
        return flag("AuthorizeRemoteTxRequests");
    }

    @Override
    public boolean localAuthorizeOffline() {
        return flag("LocalAuthorizeOffline");
    }

    @Override
    public boolean localList() {
        return flag("LocalAuthListEnabled");
    }

    @Override
    public boolean localPreAuthorize() {
        return flag("LocalPreAuthorize");
    }

    @Override
    public boolean offlineForUnknownToken() {
        return flag("AllowOfflineTxForUnknownId");
    }

    @Override
    public boolean cacheTokens() {
        return flag("AuthorizationCacheEnabled");
    }

    @Override
    public Outbox.Retry retry() {
        return new Outbox.Retry(
                Integer.parseInt(value("TransactionMessageAttempts").strip()),
                seconds("TransactionMessageRetryInterval"),
                seconds("MessageTimeout"));
    }

    @Override
    public BackOff backOff() {
        return backOff;
    }

    @Override
    public Duration pingInterval() {
        return seconds("WebSocketPingInterval");
    }

    @Override
    public Duration offlineThreshold() {
        return Duration.ofSeconds(60);
    }
}
