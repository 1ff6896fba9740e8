/** Who may use the API: tokens, roles, and the first administrator. */
@NullMarked
package dev.stationmaster.operator;

import org.jspecify.annotations.NullMarked;
