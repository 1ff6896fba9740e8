/** A station's keys and certificates, made without the help of the server's libraries. */
@NullMarked
package dev.stationmaster.simulator.security;

import org.jspecify.annotations.NullMarked;
