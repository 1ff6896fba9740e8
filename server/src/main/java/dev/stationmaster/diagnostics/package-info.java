/** What stations tell about themselves: events, security events, and notices that are kept as they came. */
@NullMarked
package dev.stationmaster.diagnostics;

import org.jspecify.annotations.NullMarked;
