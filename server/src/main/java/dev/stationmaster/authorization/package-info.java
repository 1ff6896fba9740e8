/** Tokens, groups, and the decision who may charge. */
@NullMarked
package dev.stationmaster.authorization;

import org.jspecify.annotations.NullMarked;
