/** What happens, told as it happens: server-sent events from the change feed and the message log. */
@NullMarked
package dev.stationmaster.live;

import org.jspecify.annotations.NullMarked;
