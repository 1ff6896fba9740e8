/** What is written about metrics, panels and alerts, held against what the server shows. */
@NullMarked
package dev.stationmaster.conformance.monitoring;

import org.jspecify.annotations.NullMarked;
