package dev.stationmaster.command;

import java.util.List;

/**
 * What a station says it has installed.
 *
 * @param asked the kinds it was asked for, in the words of 2.x; empty for all
 * @param found what it has of them
 */
public record InstalledCertificates(List<String> asked, List<Installed> found) {
    /**
     * @param certificateType in the words of 2.x
     * @param children hashes of the sub-CAs and leaves below it, where it is a chain
     */
    public record Installed(String certificateType, CertificateHash hash, List<CertificateHash> children) {}
}
