package dev.stationmaster.station;

import java.security.Principal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Stations by the table. */
@RestController
class StationImportResource {
    private final StationImport stations;

    StationImportResource(StationImport stations) {
        this.stations = stations;
    }

    /**
     * Takes a CSV of at most 100,000 rows; the first line names the columns (id, site, securityProfile, password, serialNumber, boot, versions,
     * assumedVersion). A station that is known is changed; empty values leave what is known.
     *
     * @param dryRun true answers what it would come to, with all that is wrong by line, field and rule, and saves nothing
     */
    @PostMapping(
            path = "/api/v1/stations/import",
            consumes = {"text/csv", "text/plain"})
    StationImportView take(
            @RequestParam(defaultValue = "false") boolean dryRun, @RequestBody String csv, Principal operator) {
        return dryRun ? stations.checked(csv) : stations.apply(csv, operator.getName());
    }
}
