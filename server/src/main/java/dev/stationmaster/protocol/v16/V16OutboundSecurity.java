package dev.stationmaster.protocol.v16;

import dev.stationmaster.command.CertificateHash;
import dev.stationmaster.command.CommandAnswer;
import dev.stationmaster.command.CommandEncoder.Context;
import dev.stationmaster.command.Encoded;
import dev.stationmaster.command.Encoded.Calls;
import dev.stationmaster.command.Encoded.Unsupported;
import dev.stationmaster.command.Expectation;
import dev.stationmaster.command.InstalledCertificates;
import dev.stationmaster.command.StationCommand;
import dev.stationmaster.command.StationCommand.CertificateSigned;
import dev.stationmaster.command.StationCommand.DeleteCertificate;
import dev.stationmaster.command.StationCommand.GetInstalledCertificateIds;
import dev.stationmaster.command.StationCommand.InstallCertificate;
import dev.stationmaster.command.StationCommand.RaiseSecurityProfile;
import dev.stationmaster.command.StationCommand.RenewCertificate;
import dev.stationmaster.ocpp.Payload;
import dev.stationmaster.ocpp.Policy;
import dev.stationmaster.ocpp.v16.CertificateHashData;
import dev.stationmaster.ocpp.v16.CertificateSignedRequest;
import dev.stationmaster.ocpp.v16.ChangeConfigurationRequest;
import dev.stationmaster.ocpp.v16.DeleteCertificateRequest;
import dev.stationmaster.ocpp.v16.GetInstalledCertificateIdsRequest;
import dev.stationmaster.ocpp.v16.GetInstalledCertificateIdsResponse;
import dev.stationmaster.ocpp.v16.InstallCertificateRequest;
import dev.stationmaster.ocpp.v16.ResetRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Certificates and security profiles as the Security Whitepaper adds them to 1.6. */
final class V16OutboundSecurity {
    private static final String CENTRAL = "CSMSRootCertificate";
    private static final String MANUFACTURER = "ManufacturerRootCertificate";
    private static final String OWN = "ChargingStationCertificate";

    private V16OutboundSecurity() {}

    static Encoded install(InstallCertificate install) {
        String type = install.certificateType();
        if (!known(type)) return new Unsupported("1.6 has central system and manufacturer roots only, no " + type);
        return new Calls(V16OutboundCommands.call(
                "InstallCertificate", new InstallCertificateRequest(word(type), install.certificate())));
    }

    static Encoded delete(DeleteCertificate delete) {
        CertificateHash hash = delete.certificateHashData();
        return new Calls(V16OutboundCommands.call(
                "DeleteCertificate",
                new DeleteCertificateRequest(new CertificateHashData(
                        hash.hashAlgorithm(), hash.issuerNameHash(), hash.issuerKeyHash(), hash.serialNumber()))));
    }

    /** 1.6 asks for one kind at a time. */
    static Encoded list(GetInstalledCertificateIds get) {
        List<String> types = get.certificateType().isEmpty() ? List.of(CENTRAL, MANUFACTURER) : get.certificateType();
        List<Encoded.Call> calls = new ArrayList<>();
        for (String type : types) {
            if (!known(type)) return new Unsupported("1.6 has central system and manufacturer roots only, no " + type);
            calls.add(new Encoded.Call(
                    "GetInstalledCertificateIds",
                    V16OutboundCommands.CODEC.encode(new GetInstalledCertificateIdsRequest(word(type))),
                    answer -> listed(type, answer)));
        }
        return new Calls(calls, new Expectation.None(), "");
    }

    private static CommandAnswer listed(String type, Payload payload) {
        var response = V16OutboundCommands.CODEC
                .decode(GetInstalledCertificateIdsResponse.class, payload, Policy.TOLERANT)
                .orThrow();
        var found = Objects.requireNonNullElse(response.certificateHashData(), List.<CertificateHashData>of()).stream()
                .map(hash -> new InstalledCertificates.Installed(
                        type,
                        new CertificateHash(
                                hash.hashAlgorithm(), hash.issuerNameHash(), hash.issuerKeyHash(), hash.serialNumber()),
                        List.of()))
                .toList();
        return CommandAnswer.of(response.status(), null).telling(new InstalledCertificates(List.of(type), found));
    }

    static Encoded signed(CertificateSigned signed) {
        if (signed.certificateType() != null && !signed.certificateType().equals(OWN)) {
            return new Unsupported("a 1.6 station has no " + signed.certificateType());
        }
        return new Calls(
                V16OutboundCommands.call("CertificateSigned", new CertificateSignedRequest(signed.certificateChain())));
    }

    static Encoded renew(RenewCertificate renew, Context context) {
        if (renew.certificateType() != null && !renew.certificateType().equals(OWN)) {
            return new Unsupported("a 1.6 station has no " + renew.certificateType());
        }
        return V16OutboundTrigger.encode(
                new StationCommand.TriggerMessage("SignChargePointCertificate", null, null, true, null), context);
    }

    /**
     * The station drops its connection by itself after Accepted, so that the reset that many need may go unanswered: it comes back on the profile all
     * the same (Security Whitepaper A05.FR.06, A05.FR.07).
     */
    static Encoded raise(RaiseSecurityProfile raise) {
        if (raise.profile() != null) return new Unsupported("1.6 has no network profiles: leave connectionData out");
        List<Encoded.Call> calls = new ArrayList<>();
        calls.add(V16OutboundCommands.call(
                "ChangeConfiguration", new ChangeConfigurationRequest("SecurityProfile", String.valueOf(raise.to()))));
        String reset = raise.reset() == null ? "Hard" : raise.reset();
        switch (reset) {
            case "None" -> {}
            case "Hard", "Soft" -> calls.add(V16OutboundCommands.call("Reset", new ResetRequest(reset)));
            default -> {
                return new Unsupported("1.6 resets Hard or Soft, not " + reset);
            }
        }
        return new Calls(calls, new Expectation.SecurityProfile(raise.to()), "", true, 1);
    }

    private static boolean known(String type) {
        return type.equals(CENTRAL) || type.equals(MANUFACTURER);
    }

    private static String word(String type) {
        return type.equals(CENTRAL) ? "CentralSystemRootCertificate" : type;
    }
}
