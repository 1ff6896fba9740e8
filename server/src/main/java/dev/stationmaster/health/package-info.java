/** Whether this server itself is the problem: its latencies, queue, database, links, refusals, disk and memory. */
@NullMarked
package dev.stationmaster.health;

import org.jspecify.annotations.NullMarked;
