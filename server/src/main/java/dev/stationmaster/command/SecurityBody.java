package dev.stationmaster.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The typed commands about certificates and security profiles, as the API takes them. */
final class SecurityBody {
    private static final int LONGEST_CERTIFICATE = 10_000;
    private static final List<String> ROOTS = List.of(
            "CSMSRootCertificate",
            "CentralSystemRootCertificate",
            "ManufacturerRootCertificate",
            "V2GRootCertificate",
            "MORootCertificate",
            "OEMRootCertificate");
    private static final Set<String> LISTED = Set.of(
            "CSMSRootCertificate",
            "CentralSystemRootCertificate",
            "ManufacturerRootCertificate",
            "V2GRootCertificate",
            "MORootCertificate",
            "OEMRootCertificate",
            "V2GCertificateChain");
    private static final List<String> OWN =
            List.of("ChargingStationCertificate", "V2GCertificate", "V2G20Certificate", "CombinedCertificate");
    private static final List<String> HASHES = List.of("SHA256", "SHA384", "SHA512");
    private static final List<String> TRANSPORTS = List.of("JSON", "SOAP");
    private static final List<String> RESETS = List.of("OnIdle", "Immediate", "Hard", "Soft", "None");

    private SecurityBody() {}

    static StationCommand read(String type, FieldReader fields, boolean force) {
        return switch (type) {
            case "InstallCertificate" ->
                new StationCommand.InstallCertificate(
                        neutral(fields.word("certificateType", ROOTS)),
                        fields.needed("certificate", LONGEST_CERTIFICATE));
            case "DeleteCertificate" -> new StationCommand.DeleteCertificate(hash(fields, "certificateHashData"));
            case "GetInstalledCertificateIds" -> new StationCommand.GetInstalledCertificateIds(types(fields));
            case "CertificateSigned" ->
                new StationCommand.CertificateSigned(
                        fields.needed("certificateChain", LONGEST_CERTIFICATE),
                        fields.has("certificateType") ? fields.word("certificateType", OWN) : null,
                        fields.number("requestId", 0));
            case "RenewCertificate" ->
                new StationCommand.RenewCertificate(
                        fields.has("certificateType") ? fields.word("certificateType", OWN) : null,
                        fields.number("evse", 0));
            case "SetNetworkProfile" -> {
                Integer slot = fields.number("configurationSlot", 0);
                if (slot == null) fields.wrong("configurationSlot", "required", "configurationSlot is needed.");
                yield new StationCommand.SetNetworkProfile(slot == null ? 0 : slot, profile(fields, null));
            }
            case "RaiseSecurityProfile" -> raise(fields);
            default -> throw new IllegalStateException(type);
        };
    }

    private static StationCommand raise(FieldReader fields) {
        Integer to = fields.number("to", 1);
        if (to == null || to > 3) fields.wrong("to", "1..3", "to is the security profile wanted, 1 to 3.");
        int wanted = to == null ? 1 : to;
        List<Integer> priority = new ArrayList<>();
        for (String slot : fields.texts("priority", 5)) {
            if (slot.matches("\\d+")) priority.add(Integer.valueOf(slot));
            else fields.wrong("priority", "numbers", "priority lists slots as texts, for example [\"2\", \"1\"].");
        }
        return new StationCommand.RaiseSecurityProfile(
                wanted,
                fields.has("connectionData") ? profile(fields, wanted) : null,
                fields.number("configurationSlot", 0),
                priority,
                fields.has("reset") ? fields.word("reset", RESETS) : null);
    }

    /** @param security the security profile when it is known already; null reads it */
    private static NetworkProfile profile(FieldReader fields, @Nullable Integer security) {
        if (!fields.isObject("connectionData")) {
            fields.wrong("connectionData", "type object", "connectionData says how the station shall connect.");
            return new NetworkProfile("", "", "JSON", null, 0, 0, null, null, null, null);
        }
        FieldReader data = fields.object("connectionData");
        Integer timeout = data.number("messageTimeout", 0);
        if (timeout == null) data.wrong("messageTimeout", "required", "messageTimeout is needed, in seconds.");
        Integer profile = security == null ? data.number("securityProfile", 0) : security;
        if (profile == null) data.wrong("securityProfile", "required", "securityProfile is needed.");
        return new NetworkProfile(
                data.needed("ocppCsmsUrl", 2000),
                data.needed("ocppInterface", 20),
                data.has("ocppTransport") ? data.word("ocppTransport", TRANSPORTS) : "JSON",
                data.text("ocppVersion", 20),
                timeout == null ? 0 : timeout,
                profile == null ? 0 : profile,
                data.text("identity", 48),
                data.text("basicAuthPassword", 64),
                data.json("apn"),
                data.json("vpn"));
    }

    static CertificateHash hash(FieldReader fields, String field) {
        if (!fields.isObject(field)) {
            fields.wrong(
                    field,
                    "type object",
                    field + " is one entry of GetInstalledCertificateIds, as the station reported it.");
            return new CertificateHash("SHA256", "", "", "");
        }
        FieldReader hash = fields.object(field);
        return new CertificateHash(
                hash.word("hashAlgorithm", HASHES),
                hash.needed("issuerNameHash", 128),
                hash.needed("issuerKeyHash", 128),
                hash.needed("serialNumber", 40));
    }

    /** One word, a list of words, or nothing for all. */
    private static List<String> types(FieldReader fields) {
        if (!fields.has("certificateType")) return List.of();
        String json = String.valueOf(fields.json("certificateType"));
        List<String> words = json.startsWith("\"")
                ? List.of(fields.needed("certificateType", 50))
                : fields.texts("certificateType", 50);
        if (!LISTED.containsAll(words)) {
            fields.wrong(
                    "certificateType", "enum", "certificateType is one or some of " + String.join(", ", LISTED) + ".");
        }
        return words.stream().map(SecurityBody::neutral).distinct().toList();
    }

    private static String neutral(String certificateType) {
        return certificateType.equals("CentralSystemRootCertificate") ? "CSMSRootCertificate" : certificateType;
    }
}
