package dev.stationmaster.certificate;

import dev.stationmaster.devicemodel.DeviceModelService;
import dev.stationmaster.devicemodel.Variable;
import dev.stationmaster.station.SecurityProfiles;
import dev.stationmaster.station.Station;
import dev.stationmaster.station.StationDirectory;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whether a station may have what it asks for: its name, its organisation, its key (OCPP 2.x part 2, A02; 1.6 Security Whitepaper A02). */
@Component
class CsrCheck {
    private static final Variable ORGANISATION = Variable.of("SecurityCtrlr", "OrganizationName", null);
    private static final Variable CPO_NAME = Variable.key("CpoName");

    private final StationCertificates names;
    private final SecurityProfiles stations;
    private final StationDirectory directory;
    private final DeviceModelService devices;

    CsrCheck(
            StationCertificates names,
            SecurityProfiles stations,
            StationDirectory directory,
            DeviceModelService devices) {
        this.names = names;
        this.stations = stations;
        this.directory = directory;
        this.devices = devices;
    }

    /** @throws CsrRefused saying why not */
    CertificateRequest check(Station station, String certificateType, String csr) {
        CertificateRequest request = CertificateRequest.read(csr);
        String name = request.commonName();
        if (name == null || name.isBlank()) throw new CsrRefused("the subject has no common name");
        // The name of a V2G certificate is that of the SECC, which only the station knows (A02.FR.02).
        if (certificateType.startsWith("V2G")) {
            if (!name.equals(station.serialNumber()) && isOfAnother(station, name))
                throw new CsrRefused("the common name \"" + name + "\" belongs to another station");
            return request;
        }
        if (!names.fits(station, name) && !isReported(station, name)) {
            String serial = station.serialNumber();
            throw new CsrRefused("the common name is \"" + name + "\", not "
                    + (serial == null
                            ? "the identity or the reported serial number"
                            : "the serial number \"" + serial + "\"")
                    + " (A00.FR.511)");
        }
        if (!name.equals(station.serialNumber()) && isOfAnother(station, name)) {
            throw new CsrRefused("the common name \"" + name + "\" belongs to another station");
        }
        Optional<String> organisation = organisation(station);
        if (organisation.isPresent() && !organisation.get().equals(request.organisation())) {
            throw new CsrRefused("the organisation is \"" + request.organisation() + "\", not \"" + organisation.get()
                    + "\" (A02.FR.02)");
        }
        return request;
    }

    /** While no serial number was entered, the one it boots with counts. */
    private boolean isReported(Station station, String name) {
        return station.serialNumber() == null && name.equals(stations.reportedSerialNumber(station.id()));
    }

    /** A station that only says that this is its serial number must not get a certificate that opens another. */
    private boolean isOfAnother(Station station, String name) {
        return directory.all().stream()
                .anyMatch(other -> !other.id().equals(station.id())
                        && (name.equals(other.serialNumber()) || name.equals(other.identity())));
    }

    private Optional<String> organisation(Station station) {
        return devices.value(station.id(), ORGANISATION)
                .or(() -> devices.value(station.id(), CPO_NAME))
                .filter(text -> !text.isBlank());
    }
}
