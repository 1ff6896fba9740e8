/** The built-in file service: firmware images for stations to fetch, logs and diagnostics that they bring. */
@NullMarked
package dev.stationmaster.file;

import org.jspecify.annotations.NullMarked;
