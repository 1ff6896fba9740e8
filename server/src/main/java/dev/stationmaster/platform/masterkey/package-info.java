/** The one key that is not in the database: it protects the secrets that are. */
@NullMarked
package dev.stationmaster.platform.masterkey;

import org.jspecify.annotations.NullMarked;
