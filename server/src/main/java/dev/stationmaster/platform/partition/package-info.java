/** Tables that are partitioned by day: partitions are made ahead and dropped when their time is over. */
@NullMarked
package dev.stationmaster.platform.partition;

import org.jspecify.annotations.NullMarked;
