/** Sockets: upgrade, identity, authentication, liveness, and the registry of who is connected. */
@NullMarked
package dev.stationmaster.link;

import org.jspecify.annotations.NullMarked;
