/** Which database the server uses, and whether it may be trusted with facts. */
@NullMarked
package dev.stationmaster.platform.database;

import org.jspecify.annotations.NullMarked;
