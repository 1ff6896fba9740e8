package dev.stationmaster.protocol.v2;

import dev.stationmaster.command.CertificateHash;
import dev.stationmaster.command.CommandAnswer;
import dev.stationmaster.command.CommandEncoder.Context;
import dev.stationmaster.command.Encoded;
import dev.stationmaster.command.Encoded.Calls;
import dev.stationmaster.command.Encoded.Unsupported;
import dev.stationmaster.command.Expectation;
import dev.stationmaster.command.InstalledCertificates;
import dev.stationmaster.command.InstalledCertificates.Installed;
import dev.stationmaster.command.NetworkProfile;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.command.StationCommand.CertificateSigned;
import dev.stationmaster.command.StationCommand.DeleteCertificate;
import dev.stationmaster.command.StationCommand.GetInstalledCertificateIds;
import dev.stationmaster.command.StationCommand.InstallCertificate;
import dev.stationmaster.command.StationCommand.RaiseSecurityProfile;
import dev.stationmaster.command.StationCommand.RenewCertificate;
import dev.stationmaster.command.StationCommand.SetNetworkProfile;
import dev.stationmaster.devicemodel.Variable;
import dev.stationmaster.ocpp.Codec;
import dev.stationmaster.ocpp.Payload;
import dev.stationmaster.ocpp.Policy;
import dev.stationmaster.ocpp.v2.APN;
import dev.stationmaster.ocpp.v2.CertificateHashData;
import dev.stationmaster.ocpp.v2.CertificateSignedRequest;
import dev.stationmaster.ocpp.v2.DeleteCertificateRequest;
import dev.stationmaster.ocpp.v2.GetInstalledCertificateIdsRequest;
import dev.stationmaster.ocpp.v2.GetInstalledCertificateIdsResponse;
import dev.stationmaster.ocpp.v2.InstallCertificateRequest;
import dev.stationmaster.ocpp.v2.NetworkConnectionProfile;
import dev.stationmaster.ocpp.v2.ResetRequest;
import dev.stationmaster.ocpp.v2.SetNetworkProfileRequest;
import dev.stationmaster.ocpp.v2.VPN;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Certificates, network profiles and security profiles of 2.x (blocks A, B and M). */
final class V2OutboundSecurity {
    private static final Variable ACTIVE_SLOT = Variable.of("OCPPCommCtrlr", "ActiveNetworkProfile", null);
    private static final Variable PRIORITY = Variable.of("OCPPCommCtrlr", "NetworkConfigurationPriority", null);

    private V2OutboundSecurity() {}

    static Encoded install(InstallCertificate install, Codec codec) {
        var request = new InstallCertificateRequest(install.certificateType(), install.certificate(), null);
        return new Calls(V2OutboundCommands.call(codec, "InstallCertificate", request));
    }

    /** M04.FR.07. */
    static Encoded delete(DeleteCertificate delete, Codec codec) {
        CertificateHash hash = delete.certificateHashData();
        var request = new DeleteCertificateRequest(
                new CertificateHashData(
                        hash.hashAlgorithm(), hash.issuerNameHash(), hash.issuerKeyHash(), hash.serialNumber(), null),
                null);
        return new Calls(V2OutboundCommands.call(codec, "DeleteCertificate", request));
    }

    /** All kinds are asked for by leaving the list out (M03.FR.03). */
    static Encoded list(GetInstalledCertificateIds get, Codec codec) {
        List<String> types = get.certificateType();
        var request = new GetInstalledCertificateIdsRequest(types.isEmpty() ? null : types, null);
        return new Calls(new Encoded.Call("GetInstalledCertificateIds", codec.encode(request), answer -> {
            var response = codec.decode(GetInstalledCertificateIdsResponse.class, answer, Policy.TOLERANT)
                    .orThrow();
            var found = Objects.requireNonNullElse(
                            response.certificateHashDataChain(),
                            List.<dev.stationmaster.ocpp.v2.CertificateHashDataChain>of())
                    .stream()
                    .map(chain -> new Installed(
                            chain.certificateType(),
                            hash(chain.certificateHashData()),
                            Objects.requireNonNullElse(chain.childCertificateHashData(), List.<CertificateHashData>of())
                                    .stream()
                                    .map(V2OutboundSecurity::hash)
                                    .toList()))
                    .toList();
            return CommandAnswer.read(answer).telling(new InstalledCertificates(types, found));
        }));
    }

    private static CertificateHash hash(CertificateHashData hash) {
        return new CertificateHash(
                hash.hashAlgorithm(), hash.issuerNameHash(), hash.issuerKeyHash(), hash.serialNumber());
    }

    /** requestId is a field of 2.1 (A02.FR.25); a 2.0.1 station has none to echo. */
    static Encoded signed(CertificateSigned signed, Codec codec) {
        var request = CertificateSignedRequest.builder()
                .certificateChain(signed.certificateChain())
                .certificateType(signed.certificateType())
                .requestId(signed.requestId())
                .build();
        return new Calls(V2OutboundCommands.call(codec, "CertificateSigned", request));
    }

    static Encoded renew(RenewCertificate renew, Codec codec, Context context) {
        String type = renew.certificateType();
        String message =
                switch (type == null ? "ChargingStationCertificate" : type) {
                    case "V2GCertificate" -> "SignV2GCertificate";
                    case "V2G20Certificate" -> "SignV2G20Certificate";
                    case "CombinedCertificate" -> "SignCombinedCertificate";
                    default -> "SignChargingStationCertificate";
                };
        return V2OutboundTrigger.encode(
                new StationCommand.TriggerMessage(message, renew.evse(), null, null, null), codec, context.force());
    }

    static Encoded network(SetNetworkProfile set, Codec codec) {
        return new Calls(network(set.configurationSlot(), set.connectionData(), codec));
    }

    private static Encoded.Call network(int slot, NetworkProfile profile, Codec codec) {
        String version = profile.ocppVersion();
        var data = NetworkConnectionProfile.builder()
                .ocppVersion(version == null ? "OCPP20" : version)
                .ocppTransport(profile.ocppTransport())
                .ocppCsmsUrl(profile.ocppCsmsUrl())
                .ocppInterface(profile.ocppInterface())
                .messageTimeout(profile.messageTimeout())
                .securityProfile(profile.securityProfile())
                .identity(profile.identity())
                .basicAuthPassword(profile.basicAuthPassword())
                .apn(part(APN.class, profile.apn(), codec))
                .vpn(part(VPN.class, profile.vpn(), codec))
                .build();
        return V2OutboundCommands.call(codec, "SetNetworkProfile", new SetNetworkProfileRequest(slot, data, null));
    }

    private static <T> @Nullable T part(Class<T> type, @Nullable String json, Codec codec) {
        return json == null
                ? null
                : codec.decode(type, Payload.of(json), Policy.STRICT).orThrow();
    }

    /** A05: a free slot, then its priority, then the restart; the slot in use stays behind it, to fall back on. */
    static Encoded raise(RaiseSecurityProfile raise, Codec codec, Context context) {
        NetworkProfile profile = raise.profile();
        if (profile == null) {
            return new Unsupported("connectionData is needed: ocppCsmsUrl, ocppInterface and messageTimeout");
        }
        int active = context.limit(ACTIVE_SLOT).orElse(1);
        int slot = raise.configurationSlot() == null ? (active == 1 ? 2 : 1) : raise.configurationSlot();
        List<Integer> order = raise.priority();
        if (order.isEmpty()) order = slot == active ? List.of(slot) : List.of(slot, active);
        String priority = order.stream().map(String::valueOf).collect(Collectors.joining(","));
        List<Encoded.Call> calls = new ArrayList<>();
        calls.add(network(slot, profile, codec));
        var set = new StationCommand.SetVariables(List.of(new StationCommand.Setting(PRIORITY, null, priority)));
        if (V2OutboundVariables.write(set, codec, context) instanceof Calls variables) calls.addAll(variables.calls());
        int settledBy = calls.size();
        String reset = raise.reset() == null ? "OnIdle" : raise.reset();
        switch (reset) {
            case "None" -> {}
            case "OnIdle", "Immediate" ->
                calls.add(V2OutboundCommands.call(codec, "Reset", new ResetRequest(reset, null, null)));
            default -> {
                return new Unsupported("2.x resets OnIdle or Immediate, not " + reset);
            }
        }
        return new Calls(calls, new Expectation.SecurityProfile(raise.to()), "set", true, settledBy);
    }
}
