/** The server under test as a process, and what it and its PostgreSQL cost. */
@NullMarked
package dev.stationmaster.bench.server;

import org.jspecify.annotations.NullMarked;
