package dev.stationmaster.station;

import dev.stationmaster.platform.web.FieldProblem;
import java.util.List;

/**
 * What a table of stations comes to.
 *
 * @param rows without the header
 * @param problems how many there are
 * @param errors the first 1,000 of them, in the order of the lines
 */
record StationImportView(
        boolean saved, int rows, int created, int changed, int unchanged, int problems, List<FieldProblem> errors) {
    StationImportView savedNow() {
        return new StationImportView(true, rows, created, changed, unchanged, problems, errors);
    }
}
