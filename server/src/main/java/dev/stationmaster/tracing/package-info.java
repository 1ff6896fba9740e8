/** Traces of messages from the frame over the commit to the answer, for those who switch them on; nothing of it exists otherwise. */
@NullMarked
package dev.stationmaster.tracing;

import org.jspecify.annotations.NullMarked;
