/** What is done with a station when it comes: its set-up while it is Pending, and the inventory of its variables. */
@NullMarked
package dev.stationmaster.onboarding;

import org.jspecify.annotations.NullMarked;
