/** Everything that must last in one file, and back; independent of the PostgreSQL major version and of whose database it is. */
@NullMarked
package dev.stationmaster.platform.backup;

import org.jspecify.annotations.NullMarked;
