/** Long work of stations after a command: what was asked, every status that came, how it ended. */
@NullMarked
package dev.stationmaster.job;

import org.jspecify.annotations.NullMarked;
