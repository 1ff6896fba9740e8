/** JMH benchmarks of single parts; {@code ./stationmaster bench --jmh} runs them. */
@NullMarked
package dev.stationmaster.bench.micro;

import org.jspecify.annotations.NullMarked;
