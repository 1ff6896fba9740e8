package dev.stationmaster.platform.backup;

import java.time.Instant;
import java.util.List;

/**
 * What a backup file holds. It is the last entry of the file, so a file without it is not complete.
 *
 * @param format layout of the file; a reader refuses one it does not know
 * @param schemaVersion the migration the tables were at; a restore brings an empty database there first
 * @param partitions as statements, parents before children
 */
record Manifest(
        int format,
        Instant createdAt,
        String schemaVersion,
        List<Table> tables,
        List<String> partitions,
        List<Sequence> sequences) {
    static final int FORMAT = 1;
    static final String ENTRY = "manifest.json";

    /** Rows of one table; referenced tables come before those that refer to them. */
    record Table(String name, List<String> columns, long rows) {
        String entry() {
            return "tables/" + name + ".copy";
        }

        String columnList() {
            return columns.stream()
                    .map(column -> '"' + column + '"')
                    .reduce((one, other) -> one + ", " + other)
                    .orElse("");
        }
    }

    record Sequence(String name, long lastValue) {}
}
