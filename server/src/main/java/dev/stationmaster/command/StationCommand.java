package dev.stationmaster.command;

import dev.stationmaster.authorization.IdToken;
import dev.stationmaster.devicemodel.Variable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an operator or a service may ask of a station, whatever protocol it speaks. EVSE and connector are null where the whole station, or
 * the whole EVSE, is meant. Each version's encoder says in one exhaustive switch how it is sent, or why it cannot be.
 */
public sealed interface StationCommand {
    /** The word by which the API and the operator call it. */
    default String type() {
        return getClass().getSimpleName();
    }

    /**
     * @param remoteStartId null lets the server choose one
     * @param chargingProfile a TxProfile without transactionId (1.6 E3.41; F01.FR.09, F01.FR.11)
     */
    record RemoteStart(
            IdToken idToken,
            @Nullable Integer evse,
            @Nullable Integer connector,
            @Nullable Integer remoteStartId,
            @Nullable IdToken group,
            @Nullable ChargingProfile chargingProfile)
            implements StationCommand {}

    /** @param transactionId as it stands on the wire: a number in 1.6, the station's own text in 2.x */
    record RemoteStop(String transactionId) implements StationCommand {}

    /** @param how Immediate, OnIdle, ImmediateAndResume (2.1), or the 1.6 words Hard and Soft */
    record Reset(String how, @Nullable Integer evse) implements StationCommand {}

    record UnlockConnector(@Nullable Integer evse, @Nullable Integer connector) implements StationCommand {}

    record ChangeAvailability(
            boolean operational,
            @Nullable Integer evse,
            @Nullable Integer connector) implements StationCommand {}

    /**
     * @param message the message wanted, in the version's own word
     * @param extended true asks for 1.6's ExtendedTriggerMessage; null chooses by the message
     * @param customTrigger since 2.1, with message CustomTrigger
     */
    record TriggerMessage(
            String message,
            @Nullable Integer evse,
            @Nullable Integer connector,
            @Nullable Boolean extended,
            @Nullable String customTrigger)
            implements StationCommand {}

    record ClearCache() implements StationCommand {}

    /** @param data JSON text; 1.6 knows strings only, other values are sent as their text */
    record DataTransfer(
            String vendorId,
            @Nullable String messageId,
            @Nullable String data) implements StationCommand {}

    /** @param transactionId null asks about the station's whole queue (2.x, E14) */
    record GetTransactionStatus(@Nullable String transactionId) implements StationCommand {}

    /** Empty asks for all, where the version can. */
    record GetVariables(List<Attribute> variables) implements StationCommand {}

    record SetVariables(List<Setting> variables) implements StationCommand {}

    /** @param kind FullInventory, ConfigurationInventory or SummaryInventory */
    record GetBaseReport(String kind) implements StationCommand {}

    /**
     * @param criteria Active, Available, Enabled, Problem; any of them
     * @param variables an empty variable name means all of the component
     */
    record GetReport(List<String> criteria, List<Variable> variables) implements StationCommand {}

    /** @param password null lets the server make one; never part of a log, a stored row or {@link #toString} */
    record ChangePassword(@Nullable String password) implements StationCommand {
        @Override
        public String toString() {
            return "ChangePassword[]";
        }
    }

    /**
     * @param certificateType the kind of root, in the words of 2.x; 1.6's CentralSystemRootCertificate is CSMSRootCertificate
     * @param certificate PEM, sent as it stands
     */
    record InstallCertificate(String certificateType, String certificate) implements StationCommand {}

    /** @param certificateHashData as the station reported it: another algorithm would name a certificate it does not find (M04.FR.07) */
    record DeleteCertificate(CertificateHash certificateHashData) implements StationCommand {}

    /** @param certificateType empty asks for all kinds */
    record GetInstalledCertificateIds(List<String> certificateType) implements StationCommand {}

    /**
     * @param certificateChain PEM, the station's own first
     * @param certificateType null stays off the wire
     * @param requestId of the SignCertificate that it answers (2.1); null stays off the wire
     */
    record CertificateSigned(
            String certificateChain,
            @Nullable String certificateType,
            @Nullable Integer requestId) implements StationCommand {}

    /**
     * Asks for a SignCertificate.
     *
     * @param certificateType null means the station's own client certificate
     * @param evse the one whose V2G certificate is meant; null for all
     */
    record RenewCertificate(
            @Nullable String certificateType, @Nullable Integer evse) implements StationCommand {}

    /** @see "OCPP 2.x part 2, B09" */
    record SetNetworkProfile(int configurationSlot, NetworkProfile connectionData) implements StationCommand {}

    /**
     * The station is to come back on a higher security profile; until it has booted on it, both are let in, afterwards the lower is refused for ever
     * (2.x A05; 1.6 Security Whitepaper A05).
     *
     * @param to 1 to 3
     * @param profile where it shall connect (2.x); its security profile is {@code to}; null in 1.6
     * @param configurationSlot null chooses one that is not in use
     * @param priority slots, the most wanted first; empty puts the new one before the active one
     * @param reset how it is restarted: Immediate or OnIdle (2.x), Hard (1.6), None
     */
    record RaiseSecurityProfile(
            int to,
            @Nullable NetworkProfile profile,
            @Nullable Integer configurationSlot,
            List<Integer> priority,
            @Nullable String reset)
            implements StationCommand {}

    /** @param evse 0 is the station; in 1.6 the connector */
    record SetChargingProfile(int evse, ChargingProfile profile) implements StationCommand {}

    /** Those that fit all that is given. 1.6 clears every profile when nothing is given, and looks at nothing else beside an id. */
    record ClearChargingProfile(
            @Nullable Integer id,
            @Nullable Integer evse,
            ChargingProfile.@Nullable Purpose purpose,
            @Nullable Integer stackLevel)
            implements StationCommand {}

    /**
     * @param evse 0 is the grid connection
     * @param unit null leaves it to the station
     */
    record GetCompositeSchedule(int evse, int durationSeconds, ChargingSchedule.@Nullable Unit unit)
            implements StationCommand {}

    /**
     * @param evse null for all
     * @param ids either these, or the other criteria (K09.FR.03)
     * @param sources CSO, EMS, SO, Other; empty for all
     */
    record GetChargingProfiles(
            @Nullable Integer evse,
            List<Integer> ids,
            ChargingProfile.@Nullable Purpose purpose,
            @Nullable Integer stackLevel,
            List<String> sources)
            implements StationCommand {}

    /**
     * @param image a file of this server; null when the location is somewhere else
     * @param retrieveAt when the station shall fetch it; null is at once
     * @param installAt when it shall install it; null leaves that to the station (signed updates of 1.6, and 2.x)
     * @param signingCertificate PEM, as it goes to the station; with it and the signature the update is a secure one (L01)
     * @param signature Base64, as it goes to the station
     * @param expectedVersion what the new firmware will call itself; compared after the reboot, never sent
     */
    record UpdateFirmware(
            @Nullable UUID image,
            @Nullable Instant retrieveAt,
            @Nullable Instant installAt,
            @Nullable String signingCertificate,
            @Nullable String signature,
            @Nullable String expectedVersion,
            Transfer transfer)
            implements StationCommand {}

    /**
     * A local controller is to offer firmware to its stations (2.x L03).
     *
     * @param checksum MD5 of the file in hex; null takes that of our image
     */
    record PublishFirmware(@Nullable UUID image, @Nullable String checksum, Transfer transfer)
            implements StationCommand {}

    /** @param checksum of the firmware that is to be offered no more (2.x L04) */
    record UnpublishFirmware(String checksum) implements StationCommand {}

    /** @param logType DiagnosticsLog, SecurityLog, DataCollectorLog (2.1) */
    record GetLog(
            String logType,
            @Nullable Instant since,
            @Nullable Instant until,
            Transfer transfer) implements StationCommand {}

    /** The log of 1.6 without the security extension. */
    record GetDiagnostics(@Nullable Instant since, @Nullable Instant until, Transfer transfer)
            implements StationCommand {}

    /** The number is kept as what the station holds. */
    record GetLocalListVersion() implements StationCommand {}

    /**
     * The list as the operator wrote it.
     *
     * @param version null lets the server choose one above all that the station was given
     * @param updateType Full or Differential
     * @param entries empty leaves the list out: a Full one then empties it (D01.FR.04)
     */
    record SendLocalList(@Nullable Integer version, String updateType, List<LocalListEntry> entries)
            implements StationCommand {}

    /**
     * Brings the station's list to what the server wants on it, in as many messages as that takes.
     *
     * @param full sends all of it, also when the difference would do
     */
    record SyncLocalList(boolean full) implements StationCommand {}

    /**
     * @param id null lets the server choose one; one that is in use replaces that reservation (H01.FR.02)
     * @param group whose tokens may use it, too; the parent idTag of 1.6
     * @param evse null, or 0, reserves any
     * @param connectorType since 2.x; without {@code evse}
     */
    record ReserveNow(
            @Nullable Integer id,
            IdToken idToken,
            @Nullable IdToken group,
            @Nullable Integer evse,
            @Nullable Integer connector,
            @Nullable String connectorType,
            Instant expiresAt)
            implements StationCommand {}

    /** @param reservationId as it stands on the wire */
    record CancelReservation(int reservationId) implements StationCommand {}

    /**
     * @param totalCost what the running transaction costs so far, with taxes; null takes what the server reckons
     * @see "OCPP 2.x part 2, I02"
     */
    record CostUpdated(String transactionId, @Nullable BigDecimal totalCost) implements StationCommand {}

    record SetDisplayMessage(DisplayMessage message) implements StationCommand {}

    /** Those that fit all that is given. */
    record GetDisplayMessages(
            List<Integer> ids,
            @Nullable String priority,
            @Nullable String state) implements StationCommand {}

    /** @param id as it stands on the wire */
    record ClearDisplayMessage(int id) implements StationCommand {}

    /** @param base All, FactoryDefault or HardWiredOnly; the latter two wipe what operators set (N03) */
    record SetMonitoringBase(String base) implements StationCommand {}

    /** @param severity 0 (Danger) to 9 (Debug); what is less severe is not reported (N05) */
    record SetMonitoringLevel(int severity) implements StationCommand {}

    record SetVariableMonitoring(List<Monitor> monitors) implements StationCommand {}

    /** @param ids the station's numbers */
    record ClearVariableMonitoring(List<Integer> ids) implements StationCommand {}

    /**
     * All monitors when neither is given (N02).
     *
     * @param criteria ThresholdMonitoring, DeltaMonitoring, PeriodicMonitoring; any of them
     * @param variables an empty variable name means all of the component
     * @param requestId null lets the server choose one
     */
    record GetMonitoringReport(
            List<String> criteria,
            List<Variable> variables,
            @Nullable Integer requestId) implements StationCommand {}

    /**
     * What the station knows of one customer, who is named in one of three ways (N09, N10).
     *
     * @param clear the station is to erase it
     * @param requestId null lets the server choose one
     */
    record CustomerInformation(
            boolean report,
            boolean clear,
            @Nullable IdToken idToken,
            @Nullable String customerIdentifier,
            @Nullable CertificateHash customerCertificate,
            @Nullable Integer requestId)
            implements StationCommand {}

    /** Any CALL of the version, as it stands; the raw door. */
    record Call(String action, String payload, boolean validate) implements StationCommand {
        @Override
        public String toString() {
            return "Call[" + action + "]";
        }
    }

    /**
     * How a file goes.
     *
     * @param location URL where it is fetched or brought; null takes this server's own file service
     * @param via http, ftp or ftps of this server; null chooses one that the station knows
     * @param requestId null lets the server choose one
     */
    record Transfer(
            @Nullable String location,
            @Nullable String via,
            @Nullable Integer retries,
            @Nullable Integer retryIntervalSeconds,
            @Nullable Integer requestId) {
        /** Where the file goes, and under which number. */
        public Transfer to(String url, int number) {
            return new Transfer(url, via, retries, retryIntervalSeconds, number);
        }

        /** The location may hold a secret. */
        @Override
        public String toString() {
            return "Transfer[" + requestId + "]";
        }
    }

    /** @param type Actual, Target, MinSet, MaxSet; null means Actual and stays off the wire */
    record Attribute(Variable variable, @Nullable String type) {}

    /** @param type as in {@link Attribute} */
    record Setting(Variable variable, @Nullable String type, String value) {
        @Override
        public String toString() {
            return variable.display();
        }
    }
}
